using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;

namespace Workbench.Tests.Augmentation.Transforms;

/// <summary>Gains of tones against what the analogue filters have, far below half the sample rate, where both are the same.</summary>
public class FilterTests
{
    [Theory]
    [InlineData(100, 0)]
    [InlineData(500, -3.01)]
    [InlineData(1000, -12.3)]
    public void A_low_pass_falls_by_12_dB_an_octave(double frequency, double expected) => Check(new LowPass(500, 500), frequency, expected);

    [Theory]
    [InlineData(2500, 0)]
    [InlineData(500, -3.01)]
    [InlineData(250, -12.3)]
    public void A_high_pass_falls_by_12_dB_an_octave(double frequency, double expected) =>
        Check(new HighPass(500, 500), frequency, expected);

    [Theory]
    [InlineData(500, 6)]
    [InlineData(50, 0.07)]
    [InlineData(1000, 1.88)]
    public void A_peak_has_its_gain_in_its_middle(double frequency, double expected) =>
        Check(new Peaking(500, 500, 6, 6), frequency, expected);

    [Fact]
    public void A_frequency_that_the_clip_has_not_leaves_it_as_it_is()
    {
        var tone = Sound.Tone(440, 1000);
        foreach (var filter
            in new AudioTransform[] { new LowPass(20_000, 20_000), new HighPass(20_000, 20_000), new Peaking(20_000, 20_000) })
            Assert.Same(tone, filter.Draw(new(1)).Apply(tone, TestContext.Current.CancellationToken));
    }

    private static void Check(AudioTransform filter, double frequency, double expectedDb)
    {
        var tone = Sound.Tone(frequency, 4 * 22_050);
        // dB; the bilinear transform bends a little
        Assert.Equal(expectedDb, Sound.Level(filter.Draw(new(1)).Apply(tone, TestContext.Current.CancellationToken)) - Sound.Level(tone),
            0.1);
    }
}
