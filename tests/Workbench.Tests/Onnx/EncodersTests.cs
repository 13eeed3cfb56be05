using Workbench.Audio;
using Workbench.Features;
using Workbench.Onnx;
using Workbench.Tests.Features;
using Workbench.Tests.Reference;
using Workbench.Tests.Reference.Synthetic;

namespace Workbench.Tests.Onnx;

/// <summary>
/// The weights of the published encoders are not to be had here: their front end is held to its definition, and files with the same inputs
/// and outputs are run.
/// </summary>
public sealed class EncodersTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static TheoryData<string> Signals => [.. SyntheticSignals.Names];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Signals))]
    public void The_front_end_of_MusiCNN_equals_its_definition(string name)
    {
        var clip = Clip(name);
        var frames = new FeatureExtractor(Encoders.MusiCnnFront).Extract(clip);
        Assert.Equal((1 + clip.SampleCount / 256, 96), (frames.RowCount, frames.ColumnCount));
        for (var frame = 0; frame < frames.RowCount; frame += 7)
        {
            var expected = Bands(PlainSpectrum.Power(clip.Channel(0), 256 * frame, 512));
            for (var band = 0; band < 96; band++)
                Assert.Equal(expected[band], frames[frame, band], 1e-4); // float32 FFT
        }
    }

    [Theory]
    [MemberData(nameof(Signals))]
    public void Essentias_symmetric_window_changes_hardly_any_value(string name)
    {
        var clip = Clip(name);
        var frames = new FeatureExtractor(Encoders.MusiCnnFront).Extract(clip);
        List<double> differences = [];
        for (var frame = 0; frame < frames.RowCount; frame += 7)
        {
            var essentias = Bands(SymmetricPower(clip.Channel(0), 256 * frame, 512));
            differences.AddRange(essentias.Select((value, band) => Math.Abs(value - frames[frame, band])));
        }
        differences.Sort();
        // Of values from 0 to about 5: measured were means of 0.0006 to 0.0015, 0.008 to 0.013 and 0.03.
        Assert.InRange(differences.Average(), 0, 0.003);
        Assert.InRange(differences[differences.Count * 99 / 100], 0, 0.03);
        Assert.InRange(differences[^1], 0, 0.1);
    }

    [Fact]
    public void Yamnet_takes_the_embedding_of_1024_of_a_new_patch_each_half_second()
    {
        var encoder = Encoders.Yamnet(TinyEncoders.LikeYamnet(folder.File("yamnet.onnx")));
        var clip = Clip("chords_and_drums");
        var rows = new FeatureExtractor(encoder.ToSpec() with { Statistics = [] }).Extract(clip);
        Assert.Equal((1 + (clip.SampleCount - 15_600) / 7680, 1024), (rows.RowCount, rows.ColumnCount));
        for (var row = 0; row < rows.RowCount; row++)
            Assert.Equal(clip.Channel(0).Slice(7680 * row, 1024), rows.Row(row));
        Assert.Contains("licence Apache-2.0", encoder.Credit, StringComparison.Ordinal);
    }

    [Fact]
    public void Discogs_EffNet_takes_1280_units_of_patches_of_128_frames_each_62()
    {
        var encoder = Encoders.DiscogsEffNet(TinyEncoders.LikeDiscogsEffNet(folder.File("effnet.onnx")));
        var clip = Clip("chords_and_drums");
        var frames = new FeatureExtractor(Encoders.MusiCnnFront).Extract(clip);
        var rows = new FeatureExtractor(encoder.ToSpec() with { Statistics = [] }).Extract(clip);
        Assert.Equal((1 + (frames.RowCount - 128) / 62, 1280), (rows.RowCount, rows.ColumnCount));
        for (var row = 0; row < rows.RowCount; row++)
            Assert.Equal(frames.Values.Slice(62 * row * 96, 1280), rows.Row(row));
        Assert.Contains("licence CC BY-NC-SA 4.0", encoder.Credit, StringComparison.Ordinal);
    }

    [Fact]
    public void Maest_takes_the_first_token_of_the_layer_that_is_named()
    {
        var encoder = Encoders.Maest(TinyEncoders.LikeMaest(folder.File("maest.onnx")), "layer_7");
        var clip = Clip("chords_and_drums"); // five seconds, whose 313 frames are repeated
        var frames = new FeatureExtractor(Encoders.MusiCnnFront).Extract(clip);
        var rows = new FeatureExtractor(encoder.ToSpec() with { Statistics = [] }).Extract(clip);
        Assert.Equal((1, 768), (rows.RowCount, rows.ColumnCount));
        for (var i = 0; i < 768; i++)
            Assert.Equal((frames[i / 96, i % 96] - 2.06755686098554) / (2 * 1.268292820667291), rows[0, i], 1e-6); // float32
    }

    [Fact]
    public void A_mel_spectrum_without_the_logarithm_keeps_its_identity()
    {
        Assert.DoesNotContain("logScale", Workbench.Foundation.SpecJson.Write(new FeatureSpec { Features = [new Mel(96)] }),
            StringComparison.Ordinal);
        Assert.Throws<Workbench.Foundation.InvalidSpecException>(
            (Encoders.MusiCnnFront with { Features = [new Mel(96) { LogScale = 0 }] }).Validate);
    }

    private static AudioClip Clip(string name) =>
        Resampler.Resample(SyntheticSignals.Clip(22_050, SyntheticSignals.Samples(name)), 16_000);

    /// <summary>log10(1 + 10000 power) of triangles of area 1 on Slaney's mel scale, 0 to 8000 Hz, by the formulas.</summary>
    private static double[] Bands(double[] power)
    {
        double[] edges = [.. Enumerable.Range(0, 98).Select(i => Hz(Mel(8000) * i / 97))];
        return [.. Enumerable.Range(0, 96).Select(band =>
        {
            var sum = 0.0;
            for (var bin = 0; bin < power.Length; bin++)
            {
                var (low, centre, high, hz) = (edges[band], edges[band + 1], edges[band + 2], bin * 16_000.0 / 512);
                sum += power[bin] * Math.Max(0, Math.Min((hz - low) / (centre - low), (high - hz) / (high - centre))) * 2 / (high - low);
            }
            return Math.Log10(1 + 10_000 * sum);
        })];
    }

    private static double Mel(double hz) => hz < 1000 ? hz * 3 / 200 : 15 + 27 * Math.Log(hz / 1000) / Math.Log(6.4);

    private static double Hz(double mel) => mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp((mel - 15) / 27 * Math.Log(6.4));

    /// <summary>As <see cref="PlainSpectrum.Power"/>, with the window that is 0 at both ends.</summary>
    private static double[] SymmetricPower(ReadOnlySpan<float> samples, int centre, int length)
    {
        var power = new double[length / 2 + 1];
        for (var bin = 0; bin < power.Length; bin++)
        {
            var (re, im) = (0.0, 0.0);
            for (var i = 0; i < length; i++)
                if (centre - length / 2 + i is var at && at >= 0 && at < samples.Length)
                {
                    var (sin, cos) = Math.SinCos(2 * Math.PI * bin * i / length);
                    var value = samples[at] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / (length - 1)));
                    (re, im) = (re + value * cos, im + value * sin);
                }
            power[bin] = re * re + im * im;
        }
        return power;
    }
}
