using Workbench.Audio;
using Workbench.Augmentation.Stretching;
using Workbench.Features.Spectra;
using Workbench.Foundation;
using Workbench.Tests.Features;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation.Stretching;

public class TimeScaleTests
{
    private const int Rate = 22_050;
    private const int ClickDistance = Rate / 2;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1.1)]
    [InlineData(2)]
    public void A_tone_keeps_its_pitch_and_its_level(double rate)
    {
        var tone = Sound.Tone(440, 3 * Rate);
        var stretched = Stretch(tone, rate);
        Assert.Equal(440, Sound.Frequency(stretched), 0.1); // the reading's own error
        Assert.Equal(0, Sound.Level(stretched) - Sound.Level(tone), 0.05); // dB; the ends
    }

    /// <summary>How sharp: the share of all energy that lies within five milliseconds of where a click has to be.</summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    [InlineData(1.1)]
    [InlineData(1.25)]
    public void Clicks_stay_sharp_where_the_plain_vocoder_smears_them(double rate)
    {
        var clicks = Signals.Of(5 * Rate, i => i % ClickDistance == 5000 ? 1 : 0);
        Assert.InRange(Sharpness(Stretch(clicks, rate), rate), 0.99, 1);
        Assert.InRange(Sharpness(Plain(clicks, rate), rate), 0, 0.6);
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(1.1)]
    public void Noise_keeps_its_level(double rate)
    {
        var noise = Signals.Noise(3 * Rate, seed: 1);
        Assert.Equal(0, Sound.Level(Stretch(noise, rate)) - Sound.Level(noise), 0.05); // dB
    }

    [Theory]
    [InlineData("chords_and_drums")]
    [InlineData("rock_74")]
    public void A_song_keeps_its_level_and_comes_back_nearer_than_from_the_plain_vocoder(string name)
    {
        var song = new GoldenClip(name).Read();
        var stretched = Stretch(song, 1.1);
        Assert.Equal(0, Sound.Level(stretched) - Sound.Level(song), 0.05); // dB
        var back = Stretch(stretched, (double)stretched.SampleCount / song.SampleCount);
        var plain = Plain(Plain(song, 1.1), 1 / 1.1);
        Assert.True(Sound.SpectralLikeness(song, back) > Sound.SpectralLikeness(song, plain) + 0.03);
    }

    [Fact]
    public void Channels_are_stretched_one_by_one()
    {
        var (left, right) = (Signals.Noise(5000, seed: 1), Signals.Noise(5000, seed: 2));
        var stereo = TimeScale.Stretch(new(Rate, left.Channel(0).ToArray(), right.Channel(0).ToArray()), 4000,
            TestContext.Current.CancellationToken);
        Assert.Equal(TimeScale.Stretch(left, 4000, TestContext.Current.CancellationToken).Channel(0), stereo.Channel(0));
        Assert.Equal(TimeScale.Stretch(right, 4000, TestContext.Current.CancellationToken).Channel(0), stereo.Channel(1));
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(50, 1)]
    [InlineData(3000, 3001)]
    public void Short_and_silent_clips_stay_finite(int from, int to)
    {
        foreach (var clip in new[] { Signals.Noise(from, seed: 1), new AudioClip(Rate, new float[from]) })
        {
            var stretched = TimeScale.Stretch(clip, to, TestContext.Current.CancellationToken);
            Assert.Equal(to, stretched.SampleCount);
            Assert.All(stretched.Channel(0).ToArray(), sample => Assert.True(float.IsFinite(sample)));
        }
    }

    [Fact]
    public void No_length_is_refused() => Assert.Equal(
        "Sample count 0 must be >= 1; the clip has 100.",
        Assert.Throws<WorkbenchException>(() => TimeScale.Stretch(Signals.Noise(100, seed: 1), 0)).Message);

    [Fact]
    public void It_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => TimeScale.Stretch(Signals.Noise(100, seed: 1), 200, new(canceled: true)));

    private static AudioClip Stretch(AudioClip clip, double rate) =>
        TimeScale.Stretch(clip, (int)Math.Round(clip.SampleCount / rate), TestContext.Current.CancellationToken);

    private static AudioClip Plain(AudioClip clip, double rate) =>
        PhaseVocoder.Stretch(ComplexSpectrogram.Of(clip), rate, TestContext.Current.CancellationToken)
            .ToClip((int)Math.Round(clip.SampleCount / rate));

    private static double Sharpness(AudioClip clicks, double rate)
    {
        var (near, all) = (0.0, 0.0);
        for (var i = 0; i < clicks.SampleCount; i++)
        {
            var energy = Math.Pow(clicks.Channel(0)[i], 2);
            var place = i * rate - 5000;
            all += energy;
            near += Math.Abs(place - ClickDistance * Math.Round(place / ClickDistance)) <= 0.005 * Rate * rate ? energy : 0;
        }
        return near / all;
    }
}
