using System.Numerics;
using Workbench.Audio;
using Workbench.Features.Spectra;
using Workbench.Foundation;

namespace Workbench.Tests.Features.Spectra;

public class PhaseVocoderTests
{
    private const int Rate = 22_050;

    /// <summary>From librosa 0.11.0, of a float64 signal: <c>phase_vocoder(stft(y, n_fft=256, hop_length=64), rate=...)</c>.</summary>
    [Theory]
    [InlineData(1.3, 49, 3, 0, -0.1119726, 15.85617)]
    [InlineData(1.3, 49, 3, 1, 24.94819, -13.60157)]
    [InlineData(1.3, 49, 5, 7, -10.12095, -2.443145)]
    [InlineData(1.3, 49, 20, 10, 0.000317247, 0.001799739)]
    [InlineData(1.3, 49, 8, 46, 0.6684648, -0.6349829)]
    [InlineData(1.3, 49, 4, 48, 0.2375859, -1.113415)]
    [InlineData(0.7, 90, 3, 1, 20.88335, -11.38545)]
    [InlineData(0.7, 90, 5, 7, 1.826252, -0.3899229)]
    [InlineData(0.7, 90, 8, 87, -0.4809732, 1.002827)]
    [InlineData(0.7, 90, 4, 89, 0.4750727, -1.240361)]
    public void Values_match_librosa(double rate, int frameCount, int bin, int frame, double real, double imaginary)
    {
        var stretched = PhaseVocoder.Stretch(ComplexSpectrogram.Of(Signals.ChirpWithClicks(), 256, 64), rate,
            TestContext.Current.CancellationToken);
        Assert.Equal(frameCount, stretched.FrameCount);
        // The phases of float32 frames, added up; a peak of 30.
        Assert.Equal(0, Complex.Abs(stretched[bin, frame] - new Complex(real, imaginary)), 1e-4);
    }

    [Theory]
    [InlineData("chords_and_drums")]
    [InlineData("rock_74")]
    public void A_stretched_song_is_librosas(string name)
    {
        GoldenClip golden = new(name);
        var clip = golden.Read();
        var actual = PhaseVocoder.Stretch(ComplexSpectrogram.Of(clip), 1.25, TestContext.Current.CancellationToken)
            .ToClip((int)Math.Round(clip.SampleCount / 1.25))
            .Channel(0)
            .ToArray();
        var expected = golden.Array("time_stretch_1.25");
        Assert.Equal(expected.Length, actual.Length);
        // librosa adds up phases in float32: after ten seconds those of high bins are a tenth of a radian off.
        var product = expected.Zip(actual, (e, a) => e * a).Sum();
        Assert.InRange(product / Math.Sqrt(expected.Sum(e => e * e) * actual.Sum(a => (double)a * a)), 0.9999, 1);
    }

    /// <summary>
    /// The powers are librosa 0.11.0's: as every bin goes on for itself, neighbours fall out of step and a tone gets weaker.
    /// </summary>
    [Theory]
    [InlineData(0.5, 0.0950772)]
    [InlineData(0.8, 0.1031991)]
    [InlineData(1.7, 0.1249796)]
    public void A_tone_keeps_its_pitch_at_another_speed(double rate, double power)
    {
        var tone = Signals.Of(2 * Rate, i => 0.5 * Math.Sin(2 * Math.PI * 440 * i / Rate));
        var length = (int)Math.Round(tone.SampleCount / rate);
        var stretched = PhaseVocoder.Stretch(ComplexSpectrogram.Of(tone), rate, TestContext.Current.CancellationToken).ToClip(length);
        Assert.Equal(length, stretched.SampleCount);
        var middle = stretched.Channel(0)[4096..^8192].ToArray();
        var rises = Enumerable.Range(1, middle.Length - 1).Where(i => middle[i - 1] < 0 && middle[i] >= 0).ToList();
        Assert.Equal(440, Rate * (rises.Count - 1.0) / (rises[^1] - rises[0]), 0.5); // a sample more or less at either end
        Assert.Equal(power, middle.Average(s => (double)s * s), 1e-5 * power); // float32
    }

    [Fact]
    public void At_a_rate_of_one_all_stays_as_it_is()
    {
        var clip = Signals.Noise(9999, seed: 2);
        var back = PhaseVocoder.Stretch(ComplexSpectrogram.Of(clip), 1, TestContext.Current.CancellationToken).ToClip(clip.SampleCount);
        for (var i = 0; i < clip.SampleCount; i++)
            Assert.Equal(clip.Channel(0)[i], back.Channel(0)[i], 1e-5); // float32
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 0.01, 100)]
    [InlineData(3000, 100, 1)]
    public void Short_and_silent_clips_stay_finite(int sampleCount, double rate, int frameCount)
    {
        foreach (var clip in new[] { Signals.Noise(sampleCount, seed: 1), new AudioClip(Rate, new float[sampleCount]) })
        {
            var stretched = PhaseVocoder.Stretch(ComplexSpectrogram.Of(clip), rate, TestContext.Current.CancellationToken);
            Assert.Equal(frameCount, stretched.FrameCount);
            Assert.All(stretched.ToClip(5000).Channel(0).ToArray(), sample => Assert.True(float.IsFinite(sample)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(double.NaN)]
    public void A_rate_out_of_range_is_refused(double rate)
    {
        var spectrogram = ComplexSpectrogram.Of(Signals.Noise(100, seed: 1));
        Assert.StartsWith($"Rate {rate} must be 0.01 to 100",
            Assert.Throws<WorkbenchException>(() => PhaseVocoder.Stretch(spectrogram, rate)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            PhaseVocoder.Stretch(ComplexSpectrogram.Of(Signals.Noise(100, seed: 1)), 1, new(canceled: true)));
}
