using Workbench.Augmentation.Stretching;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation.Stretching;

public class PhaseLockedVocoderTests
{
    [Theory]
    [InlineData(700)]
    [InlineData(1111)]
    [InlineData(1900)]
    public void Samples_are_those_of_the_plain_one(int sampleCount)
    {
        var samples = Signals.Of(1000, i => 0.5 * Math.Sin(0.3 * i) + 0.3 * Math.Sin(1.1 * i + 1) + 0.1 * Math.Sin(2.2 * i))
            .Channel(0).ToArray();
        var expected = PlainPhaseLocking.Stretch(samples, sampleCount, 128);
        var actual = new PhaseLockedVocoder(128).Stretch(samples, sampleCount, TestContext.Current.CancellationToken);
        for (var i = 0; i < sampleCount; i++)
            Assert.Equal(expected[i], actual[i], 1e-3); // float32 angles, multiplied on from frame to frame
    }

    [Fact]
    public void At_the_same_length_all_stays_as_it_is()
    {
        var samples = Signals.Noise(9999, seed: 2).Channel(0).ToArray();
        var back = new PhaseLockedVocoder(512).Stretch(samples, samples.Length, TestContext.Current.CancellationToken);
        for (var i = 0; i < samples.Length; i++)
            Assert.Equal(samples[i], back[i], 1e-4); // float32
    }

    [Fact]
    public void A_second_signal_does_not_hear_the_first()
    {
        var (first, second) = (Signals.Noise(3000, seed: 1).Channel(0).ToArray(), Signals.Noise(3000, seed: 2).Channel(0).ToArray());
        var vocoder = new PhaseLockedVocoder(256);
        vocoder.Stretch(first, 2500, TestContext.Current.CancellationToken);
        Assert.Equal(
            new PhaseLockedVocoder(256).Stretch(second, 3500, TestContext.Current.CancellationToken),
            vocoder.Stretch(second, 3500, TestContext.Current.CancellationToken));
    }
}
