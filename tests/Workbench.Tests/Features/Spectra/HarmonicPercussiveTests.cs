using Workbench.Audio;
using Workbench.Features.Spectra;
using Workbench.Foundation;

namespace Workbench.Tests.Features.Spectra;

public class HarmonicPercussiveTests
{
    private const int Rate = 22_050;

    /// <summary>
    /// Samples 0, 1000, 4410, 11025, 13235, 22049 and the energies, from librosa 0.11.0's <c>effects.hpss(y, margin=...)</c>.
    /// </summary>
    [Theory]
    [InlineData(1, 1, new[] { 0.02336937, -0.1350598, 0.03941048, 5.213172e-05, 0.3273352, -0.04170648 }, 2803.884,
        new[] { 0.7766306, 0.1219461, 0.7605894, -5.214784e-05, 0.9022629, -0.2094345 }, 732.7274)]
    [InlineData(2, 5, new[] { 0.008675625, -0.138502, 0.01291799, -2.853028e-05, 0.3196531, -0.02911279 }, 2763.207,
        new[] { 0.5874597, 0.07228042, 0.5966405, 0.0007140505, 0.8750474, -0.1697787 }, 635.8168)]
    public void Parts_match_librosa(float harmonicMargin, float percussiveMargin, double[] harmonic, double harmonicEnergy,
        double[] percussive, double percussiveEnergy)
    {
        var clip = Signals.Of(Rate, i =>
            0.5 * Math.Sin(2 * Math.PI * 440 * i / Rate) + 0.25 * Math.Sin(2 * Math.PI * 3 * i * i / Rate / Rate * 500)
            + (i % 4410 < 20 ? 0.8 : 0));
        var parts = HarmonicPercussive.Separate(clip, harmonicMargin, percussiveMargin, TestContext.Current.CancellationToken);
        AssertClose(harmonic, harmonicEnergy, parts.Harmonic);
        AssertClose(percussive, percussiveEnergy, parts.Percussive);

        static void AssertClose(double[] expected, double energy, AudioClip part)
        {
            int[] at = [0, 1000, 4410, 11025, 13235, 22049];
            for (var i = 0; i < at.Length; i++)
                Assert.Equal(expected[i], part.Channel(0)[at[i]], 1e-5); // float32
            Assert.Equal(energy, Energy(part), 1e-5 * energy);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)] // shorter than a hop
    [InlineData(1500)] // shorter than a frame
    [InlineData(2048)]
    [InlineData(50_001)]
    public void Parts_add_up_to_the_clip(int sampleCount)
    {
        Random rng = new(sampleCount);
        var clip = Signals.Of(sampleCount, i => Math.Sin(0.05 * i) * rng.NextDouble());
        var parts = HarmonicPercussive.Separate(clip, token: TestContext.Current.CancellationToken);
        Assert.Equal(sampleCount, parts.Harmonic.SampleCount);
        Assert.Equal(sampleCount, parts.Percussive.SampleCount);
        for (var i = 0; i < sampleCount; i++)
            Assert.Equal(clip.Channel(0)[i], parts.Harmonic.Channel(0)[i] + parts.Percussive.Channel(0)[i], 1e-6); // float32
    }

    [Fact]
    public void A_tone_is_harmonic_and_a_click_is_percussive_channel_by_channel()
    {
        var tone = Signals.Of(2 * Rate, i => Math.Sin(2 * Math.PI * 440 * i / Rate));
        var click = Signals.Of(2 * Rate, i => i == Rate ? 1 : 0);
        AudioClip both = new(Rate, tone.Channel(0).ToArray(), click.Channel(0).ToArray());
        var parts = HarmonicPercussive.Separate(both, token: TestContext.Current.CancellationToken);
        Assert.InRange(Energy(parts.Harmonic, channel: 0) / Energy(tone), 0.98, 1.0001);
        Assert.InRange(Energy(parts.Percussive, channel: 1) / Energy(click), 0.98, 1.0001);
        Assert.Equal(0, Energy(parts.Harmonic, channel: 1), 1e-6);
        Assert.Equal(Rate, parts.Harmonic.SampleRate);
    }

    [Fact]
    public void What_is_neither_is_in_neither_part_where_margins_are_wide()
    {
        var noise = Signals.Noise(Rate, seed: 3);
        var (narrow, wide) = (HarmonicPercussive.Separate(noise), HarmonicPercussive.Separate(noise, 5, 5));
        Assert.InRange(Energy(wide.Harmonic), 0, 0.1 * Energy(narrow.Harmonic));
        Assert.InRange(Energy(wide.Percussive), 0, 0.1 * Energy(narrow.Percussive));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Rate)]
    public void Silence_parts_into_silence(int sampleCount)
    {
        var parts = HarmonicPercussive.Separate(Signals.Of(sampleCount, _ => 0), harmonicMargin: 2,
            token: TestContext.Current.CancellationToken);
        Assert.All(parts.Harmonic.Channel(0).ToArray(), sample => Assert.Equal(0, sample));
        Assert.All(parts.Percussive.Channel(0).ToArray(), sample => Assert.Equal(0, sample));
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_margin_below_one_is_refused(float margin)
    {
        var clip = Signals.Of(100, _ => 0);
        Assert.StartsWith($"Harmonic margin {margin} must be >= 1",
            Assert.Throws<WorkbenchException>(() => HarmonicPercussive.Separate(clip, margin)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"Percussive margin {margin} must be >= 1",
            Assert.Throws<WorkbenchException>(() => HarmonicPercussive.Separate(clip, 1, margin)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_sound_is_refused()
    {
        var broken = Signals.Of(100, i => i == 77 ? double.NaN : 0);
        Assert.StartsWith("Sample 77 is NaN", Assert.Throws<WorkbenchException>(() => HarmonicPercussive.Separate(broken)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("The clip has no samples",
            Assert.Throws<WorkbenchException>(() => HarmonicPercussive.Separate(Signals.Of(0, _ => 0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() =>
            HarmonicPercussive.Separate(Signals.Of(100, _ => 0), token: new(canceled: true)));

    private static double Energy(AudioClip clip, int channel = 0) => clip.Channel(channel).ToArray().Sum(s => (double)s * s);
}
