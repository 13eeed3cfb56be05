using Workbench.Augmentation.Transforms;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation.Transforms;

public class ReverbTests
{
    /// <summary>Schroeder's integral: the energy that is still to come falls by 60 dB in the room's seconds.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    public void A_room_falls_silent_in_its_time(double seconds)
    {
        var click = Signals.Of(3 * 22_050, i => i == 0 ? 1 : 0);
        var room = new Reverb(seconds, seconds, Wet: 1)
            .Draw(new(1))
            .Apply(click, TestContext.Current.CancellationToken)
            .Channel(0)
            .ToArray();
        double ToCome(double from) => 10 * Math.Log10(room.Skip((int)(from * 22_050)).Sum(s => (double)s * s));
        Assert.Equal(-30, ToCome(0.6 * seconds) - ToCome(0.1 * seconds), 1.0); // dB; echoes come one by one
    }

    [Fact]
    public void Noise_in_a_room_is_as_loud_as_outside()
    {
        var noise = Signals.Noise(6 * 22_050, seed: 1);
        var wet = new Reverb(0.5, 0.5, Wet: 1).Draw(new(1)).Apply(noise, TestContext.Current.CancellationToken);
        Assert.Equal(0, Sound.Level(wet) - Sound.Level(noise), 0.2); // dB; it begins in silence
    }

    [Fact]
    public void Without_a_share_of_the_room_nothing_changes()
    {
        var noise = Signals.Noise(5000, seed: 1);
        Assert.Equal(noise.Channel(0), new Reverb(Wet: 0).Draw(new(1)).Apply(noise, TestContext.Current.CancellationToken).Channel(0));
    }
}
