using Workbench.Audio;
using Workbench.Augmentation.Transforms;
using Workbench.Tests.Features;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation.Transforms;

public class PitchShiftTests
{
    [Theory]
    [InlineData(2, 493.883)]
    [InlineData(-2, 391.995)]
    [InlineData(0.1, 442.549)]
    [InlineData(7, 659.255)]
    public void A_tone_is_moved_and_keeps_its_length(double semitones, double expected)
    {
        var tone = Sound.Tone(440, 3 * 22_050 + 1);
        var moved = new PitchShift(semitones, semitones).Draw(new(1)).Apply(tone, TestContext.Current.CancellationToken);
        Assert.Equal(tone.SampleCount, moved.SampleCount);
        Assert.Equal(expected, Sound.Frequency(moved), 0.5);
        Assert.Equal(0, Sound.Level(moved) - Sound.Level(tone), 0.1); // dB; the ends
    }

    [Theory]
    [InlineData("chords_and_drums")]
    [InlineData("rock_74")]
    public void Noise_and_songs_are_as_loud_as_before(string song)
    {
        foreach (var clip in new[] { Signals.Noise(50_000, seed: 1), new GoldenClip(song).Read() })
            foreach (var semitones in new[] { -2, 2 })
                AssertAsLoud(clip, semitones);

        static void AssertAsLoud(AudioClip clip, double semitones)
        {
            var moved = new PitchShift(semitones, semitones).Draw(new(1)).Apply(clip, TestContext.Current.CancellationToken);
            Assert.Equal(0, Sound.Level(moved) - Sound.Level(clip), 1.0); // dB; what is moved beyond half the sample rate is lost
        }
    }

    [Fact]
    public void Draws_are_tenths_within_the_range()
    {
        Random rng = new(1);
        Assert.Equal(
            ["+0.0", "+0.1", "+0.2", "+0.3", "-0.1", "-0.2"],
            Enumerable.Range(0, 200)
                .Select(_ => new PitchShift(-0.25, 0.3).Draw(rng).Summary.Split(' ')[1])
                .Distinct()
                .Order(StringComparer.Ordinal));
    }
}
