using NWaves.Signals;
using Workbench.Audio;
using Workbench.Bridges;

namespace Workbench.Tests.Bridges;

public class SignalConversionTests
{
    private readonly AudioClip stereo = new(8000, [0, 0.5f, -1], [1, 0.25f, 1e-40f]);

    [Fact]
    public void One_channel_goes_there_and_back_as_the_same_numbers()
    {
        AudioClip clip = new(44_100, [0, 0.1f, -1.5f, float.NaN]);
        var signal = clip.ToSignal();
        Assert.Equal((44_100, 4), (signal.SamplingRate, signal.Length));
        var back = signal.ToClip();
        Assert.Equal((44_100, 1), (back.SampleRate, back.ChannelCount));
        Assert.Equal(clip.Channel(0), back.Channel(0));
    }

    [Fact]
    public void What_is_changed_on_one_side_stays_on_the_other()
    {
        AudioClip clip = new(8000, [1, 2]);
        var signal = clip.ToSignal();
        var back = signal.ToClip();
        signal[0] = 7;
        Assert.Equal((1f, 1f), (clip.Channel(0)[0], back.Channel(0)[0]));
    }

    [Fact]
    public void Several_channels_are_averaged_into_one_signal_or_kept_as_one_each()
    {
        Assert.Equal(stereo.ToMono().Channel(0), stereo.ToSignal().Samples);
        var signals = stereo.ToSignals();
        Assert.Equal(2, signals.Length);
        var back = signals.ToClip();
        Assert.Equal(stereo.Channel(0), back.Channel(0));
        Assert.Equal(stereo.Channel(1), back.Channel(1));
    }

    [Fact]
    public void Signals_that_make_no_clip_are_refused()
    {
        Assert.Contains("needs at least one signal", Assert.Throws<ArgumentException>(() => Array.Empty<DiscreteSignal>().ToClip()).Message,
            StringComparison.Ordinal);
        DiscreteSignal[] rates = [new(8000, 3), new(16_000, 3)];
        Assert.Contains("A signal of 3 samples at 16000 Hz and one of 3 at 8000 Hz make no clip",
            Assert.Throws<ArgumentException>(() => rates.ToClip()).Message, StringComparison.Ordinal);
        DiscreteSignal[] lengths = [new(8000, 3), new(8000, 4)];
        Assert.Throws<ArgumentException>(() => lengths.ToClip());
    }
}
