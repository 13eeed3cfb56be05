using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Windows;
using Workbench.Audio;
using Workbench.Bridges;
using Workbench.Features;
using Workbench.Tests.Features.Spectra;
using Extractor = NWaves.FeatureExtractors.Base.FeatureExtractor;

namespace Workbench.Tests.Bridges;

/// <summary>The values of the features: those of NWaves' own serial form over the whole song, and those that formulas give.</summary>
public class FeatureValuesTests
{
    private const int Rate = 22_050;
    private const int Length = 2048;
    private const int Hop = 512;

    /// <summary>More frames than are computed at a time.</summary>
    private static readonly AudioClip Song = Signals.Of(100 * Hop + 77, i => 0.3 * Math.Sin(0.05 * i + 1e-7 * i * i)
        + 0.05 * Math.Sin(i * i % 9973) + (i % 6000 < 20 ? 0.3 : 0));

    private static readonly float[] Padded = [.. new float[Length / 2], .. Song.Channel(0), .. new float[Length / 2]];

    [Fact]
    public void Gfcc_are_those_of_NWaves() => Same(new Gfcc(13, 40, 80), new MfccExtractor(new()
    {
        SamplingRate = Rate,
        FrameSize = Length,
        HopSize = Hop,
        FftSize = Length,
        FeatureCount = 13,
        FilterBank = FilterBanks.Erb(40, Length, Rate, 80, Rate / 2.0),
        NonLinearity = NonLinearityType.CubicRoot,
        Window = WindowType.Hamming,
    }), Padded);

    [Fact]
    public void Plp_are_those_of_NWaves_of_16_bit_samples() => Same(new Plp(), new PlpExtractor(new()
    {
        SamplingRate = Rate,
        FrameSize = Length,
        HopSize = Hop,
        FftSize = Length,
        FeatureCount = 13,
    }), [.. Padded.Select(sample => 32_768 * sample)]);

    [Fact]
    public void Pncc_are_those_of_NWaves_of_a_song_of_its_level_after_two_frames_of_silence()
    {
        var power = Song.Channel(0).ToArray().Average(sample => (double)sample * sample);
        var scale = (float)Math.Sqrt(2e7 / (Length * power));
        var rows = new PnccExtractor(new()
        {
            SamplingRate = Rate,
            FrameSize = Length,
            HopSize = Hop,
            FftSize = Length,
            FeatureCount = 13,
        }).ComputeFrom([.. new float[2 * Hop], .. Padded.Select(sample => scale * sample)]);
        Assert.All(rows.Take(2), row => Assert.All(row, value => Assert.Equal(0, value)));
        Same(rows[2..], Frames(new Pncc()));
    }

    [Fact]
    public void Wavelet_energies_are_mean_squares_of_the_coefficients_of_NWaves()
    {
        var coefficients = new WaveletExtractor(new()
        {
            SamplingRate = Rate,
            FrameSize = Length,
            HopSize = Hop,
            FwtSize = Length,
            FwtLevel = 2,
            WaveletName = "sym5",
            Window = WindowType.Hann,
        }).ComputeFrom(Padded);
        Range[] bands = [0..512, 512..1024, 1024..];
        Same([.. coefficients.Select(row => bands.Select(band => Decibels(row[band])).ToArray())], Frames(new WaveletEnergies(2, "sym5")));
    }

    [Fact]
    public void Lpcc_are_those_of_NWaves_but_for_the_white_noise_correction()
    {
        const int Odd = Length - 1; // of an even length two samples in the middle go wrong in NWaves
        var noise = Signals.Noise(20_000, seed: 1);
        float[] padded = [.. new float[Odd / 2], .. noise.Channel(0), .. new float[Odd - Odd / 2]];
        var rows = new LpccExtractor(new()
        {
            SamplingRate = Rate,
            FrameSize = Odd,
            HopSize = Hop,
            FeatureCount = 20,
            LpcOrder = 24,
            LifterSize = 0,
            Window = WindowType.Hamming,
        }).ComputeFrom(padded);
        var own = Frames(new Lpcc { FrameLength = Odd }, noise);
        Assert.Equal(rows.Count, own.RowCount);
        for (var frame = 0; frame < rows.Count; frame++)
            for (var i = 0; i < 20; i++)
                Assert.Equal(rows[frame][i], own[frame, i], 5e-4); // noise of 1e-4 on a spectrum that is flat but for its chance
    }

    [Fact]
    public void Lpcc_with_the_correction_are_those_of_the_plain_recursion_in_float64()
    {
        var own = Frames(new Lpcc(20, 12));
        for (var frame = 0; frame < own.RowCount; frame += 9)
        {
            var expected = PlainCepstrum.Of(Padded.AsSpan(frame * Hop, Length), 12, 20);
            for (var i = 0; i < 20; i++)
                Assert.Equal(expected[i], own[frame, i], 1e-3); // float32 autocorrelation, 1e-7, against noise of 1e-4
        }
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(-0.7)]
    [InlineData(0)]
    public void Lpcc_of_one_pole_are_its_powers_over_their_number(double pole)
    {
        AudioClip answer = Signals.Of(4 * Length, i => i < 2 * Length ? 0 : Math.Pow(pole, i - 2 * Length));
        var rows = Frames(new Lpcc(6, 4), answer);
        var frame = 2 * Length / Hop; // the pulse in its middle, where the window is flat
        Assert.Equal(0, rows[frame, 0], 5e-3); // the pulse that is not predicted has energy 1
        for (var n = 1; n < 6; n++)
            Assert.Equal(Math.Pow(pole, n) / n, rows[frame, n], 5e-3); // the window falls by 1e-3 while the answer does, noise adds 2e-3
    }

    [Fact]
    public void Lpcc_of_silence_are_the_logarithm_of_its_noise()
    {
        var row = Frames(new Lpcc(), new(Rate, new float[5000])).Row(3).ToArray();
        Assert.Equal(Math.Log(Lpcc.LeastNoise * Length), row[0], 1e-5); // float32
        Assert.All(row[1..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Loudness_changes_what_it_should_and_nothing_else()
    {
        AudioClip half = new(Rate, [.. Song.Channel(0).ToArray().Select(sample => sample / 2)]); // exact in binary
        Assert.Equal(Frames(new Pncc()).Values, Frames(new Pncc(), half).Values);
        var (loud, soft) = (Frames(new Gfcc()), Frames(new Gfcc(), half));
        for (var i = 0; i < 20; i++)
            Assert.Equal(loud[50, i], Math.Pow(4, 0.33) * soft[50, i], 1e-4); // float32
        (loud, soft) = (Frames(new Lpcc()), Frames(new Lpcc(), half));
        Assert.Equal(Math.Log(4), loud[50, 0] - soft[50, 0], 1e-4); // float32; noise of silence far below
        Assert.Equal(loud[50, 5], soft[50, 5], 1e-4);
        (loud, soft) = (Frames(new Plp()), Frames(new Plp(), half));
        Assert.Equal(0.33 * Math.Log(4), loud[50, 0] - soft[50, 0], 1e-4); // float32
        Assert.Equal(loud[50, 5], soft[50, 5], 1e-4);
        (loud, soft) = (Frames(new WaveletEnergies()), Frames(new WaveletEnergies(), half));
        for (var band = 0; band < 9; band++)
            Assert.Equal(20 * Math.Log10(2), loud[50, band] - soft[50, band], 1e-4); // float32
    }

    [Theory]
    [InlineData("haar")]
    [InlineData("db4")]
    [InlineData("coif2")]
    public void Wavelet_energies_sum_to_the_power_of_the_frame(string wavelet)
    {
        var rows = Frames(new WaveletEnergies(5, wavelet));
        for (var frame = 4; frame < 90; frame += 7)
        {
            var power = 0.0;
            for (var i = 0; i < Length; i++)
            {
                var windowed = Padded[frame * Hop + i] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / (Length - 1)));
                power += windowed * windowed / Length;
            }
            var sum = Enumerable.Range(0, 6).Sum(band => Math.Pow(10, rows[frame, band] / 10.0));
            Assert.Equal(1, sum / power, 1e-5); // float32 coefficients, orthonormal to seven digits
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void A_tone_lies_in_its_octave(int band)
    {
        // Band b of 8 levels begins at half the rate over 2^(9 - b); the middle of the octave is a root of 2 higher.
        var frequency = Rate / 2.0 / Math.Pow(2, 9 - band) * Math.Sqrt(2);
        var row = Frames(new WaveletEnergies(), Signals.Of(20_000, i => 0.5 * Math.Sin(2 * Math.PI * frequency / Rate * i))).Row(20);
        var powers = row.ToArray().Select(value => Math.Pow(10, value / 10)).ToArray();
        Assert.InRange(powers[band] / powers.Sum(), 0.8, 1); // filters of eight samples let the rest into the octaves beside it
    }

    private static float Decibels(float[] values) => (float)(10 * Math.Log10(values.Sum(value => (double)value * value) / Length));

    private static void Same(NWavesFeature feature, Extractor extractor, float[] samples) =>
        Same(extractor.ComputeFrom(samples), Frames(feature));

    private static void Same(List<float[]> expected, FeatureMatrix frames)
    {
        Assert.Equal(expected.Count, frames.RowCount);
        for (var frame = 0; frame < expected.Count; frame++)
            Assert.Equal(expected[frame], frames.Row(frame).ToArray());
    }

    private static FeatureMatrix Frames(NWavesFeature feature, AudioClip? clip = null) =>
        new FeatureExtractor(feature.ToSpec() with { Statistics = [] }).Extract(clip ?? Song);
}
