using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation.Transforms;

/// <summary>The transforms that look at no frequencies.</summary>
public class LevelTests
{
    private readonly AudioClip clip = Signals.Noise(20_000, seed: 1);

    [Theory]
    [InlineData(-6)]
    [InlineData(3)]
    public void Gain_changes_the_level_by_its_decibels(double gainDb) =>
        Assert.Equal(gainDb, Sound.Level(Apply(new Gain(gainDb, gainDb))) - Sound.Level(clip), 1e-5); // float32

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    public void Noise_has_the_power_that_its_ratio_says(double snrDb)
    {
        var noisy = Apply(new AddNoise(snrDb, snrDb)).Channel(0).ToArray();
        var noise = new AudioClip(clip.SampleRate, [.. noisy.Zip(clip.Channel(0).ToArray(), (a, b) => a - b)]);
        Assert.Equal(snrDb, Sound.Level(clip) - Sound.Level(noise), 0.15); // three deviations of a mean of 20,000 squares
    }

    [Fact]
    public void Reversed_polarity_negates() =>
        Assert.Equal(clip.Channel(0).ToArray().Select(s => -s), Apply(new ReversePolarity()).Channel(0).ToArray());

    [Theory]
    [InlineData(0.25)]
    [InlineData(-0.25)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_time_shift_turns_the_song_in_a_ring(double share)
    {
        var shifted = Apply(new TimeShift(share, share)).Channel(0).ToArray();
        Assert.Equal(clip.Channel(0).ToArray(),
            Enumerable.Range(0, 20_000).Select(i => shifted[(int)(i + share * 20_000 + 20_000) % 20_000]));
    }

    private AudioClip Apply(AudioTransform transform) => transform.Draw(new(1)).Apply(clip, TestContext.Current.CancellationToken);
}
