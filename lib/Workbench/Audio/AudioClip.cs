namespace Workbench.Audio;

/// <summary>Decoded sound: one array of samples a channel, nominal range -1 to 1 (lossy codecs may overshoot).</summary>
public sealed class AudioClip
{
    private readonly float[][] channels;

    /// <summary>Wraps decoded channels; the arrays are not copied.</summary>
    /// <param name="sampleRate">Samples a second, in Hz, at least 1.</param>
    /// <param name="channels">At least one channel, all of one length.</param>
    /// <exception cref="ArgumentException">No channel, channels of different lengths, or a sample rate below 1.</exception>
    public AudioClip(int sampleRate, params float[][] channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (channels.Length == 0 || channels.Any(c => c.Length != channels[0].Length))
            throw new ArgumentException("A clip needs at least one channel, and all channels of one length.", nameof(channels));
        SampleRate = sampleRate;
        SampleCount = channels[0].Length;
        this.channels = channels;
    }

    /// <summary>Wraps the first samples of one channel, in an array that others will fill again.</summary>
    internal AudioClip(int sampleRate, float[] mono, int sampleCount)
        : this(sampleRate, mono) => SampleCount = sampleCount;

    /// <summary>Samples a second, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Number of channels, at least 1.</summary>
    public int ChannelCount => channels.Length;

    /// <summary>Samples in each channel.</summary>
    public int SampleCount { get; }

    /// <summary>Length in seconds.</summary>
    public double DurationSeconds => (double)SampleCount / SampleRate;

    /// <summary>The samples of one channel.</summary>
    /// <param name="index">0 to <see cref="ChannelCount"/> - 1.</param>
    public ReadOnlySpan<float> Channel(int index) => channels[index].AsSpan(0, SampleCount);

    /// <summary>The mean of all channels, as one channel; a mono clip is returned as it is.</summary>
    public AudioClip ToMono()
    {
        if (ChannelCount == 1)
            return this;
        var mono = new float[SampleCount];
        foreach (var channel in channels)
            for (var i = 0; i < mono.Length; i++)
                mono[i] += channel[i];
        for (var i = 0; i < mono.Length; i++)
            mono[i] /= ChannelCount;
        return new(SampleRate, mono);
    }
}
