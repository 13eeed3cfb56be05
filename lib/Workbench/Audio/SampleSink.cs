namespace Workbench.Audio;

/// <summary>
/// Where a decoder puts samples, block by block, so that no recording needs to be in memory whole. Keeps the limits of
/// <see cref="AudioLimits"/>: by what comes, not by what headers claim.
/// </summary>
/// <param name="path">The file, for errors.</param>
internal abstract class SampleSink(string path)
{
    /// <summary>Samples a second, in Hz.</summary>
    public int SampleRate { get; private set; }

    /// <summary>Number of interleaved channels.</summary>
    public int ChannelCount { get; private set; }

    /// <summary>Samples a channel so far.</summary>
    public long SampleCount { get; private set; }

    /// <summary>What has come so far, in seconds.</summary>
    public double DurationSeconds => SampleRate == 0 ? 0 : (double)SampleCount / SampleRate;

    /// <summary>What the header claims, in seconds; 0 where it claims nothing.</summary>
    public double ClaimedSeconds { get; private set; }

    /// <summary>Begins, or begins again: what came before, from a decoder that gave up, is forgotten.</summary>
    /// <param name="sampleRate">Samples a second, in Hz.</param>
    /// <param name="channelCount">Number of channels.</param>
    /// <param name="claimedSamples">Samples a channel, as the header claims; 0 if unknown.</param>
    /// <exception cref="UnreadableAudioException">The rate or the channels are beyond the limits.</exception>
    public void Begin(int sampleRate, int channelCount, long claimedSamples = 0)
    {
        if (AudioLimits.Refusal(sampleRate, channelCount) is { } refusal)
            throw new UnreadableAudioException(path, refusal);
        (SampleRate, ChannelCount, SampleCount) = (sampleRate, channelCount, 0);
        ClaimedSeconds = (double)claimedSamples / sampleRate;
        Start();
    }

    /// <summary>Adds whole frames: one sample of each channel, then the next.</summary>
    /// <param name="interleaved">A multiple of the number of channels.</param>
    /// <exception cref="UnreadableAudioException">The recording is longer than the limit.</exception>
    public void Append(ReadOnlySpan<float> interleaved)
    {
        SampleCount += interleaved.Length / ChannelCount;
        if (SampleCount > (long)AudioLimits.MaxSeconds * SampleRate)
            throw new UnreadableAudioException(path, AudioLimits.TooLong);
        Add(interleaved);
    }

    /// <summary>Adds what a joined recording goes on with, which may have another number of channels.</summary>
    /// <returns>False where it goes on at another rate, or with channels that cannot be told apart.</returns>
    public bool TryContinue(ReadOnlySpan<float> interleaved, int sampleRate, int channelCount)
    {
        if (sampleRate != SampleRate || channelCount != ChannelCount && channelCount != 1 && ChannelCount != 1)
            return false;
        if (channelCount == ChannelCount)
        {
            Append(interleaved);
            return true;
        }
        var mono = new float[interleaved.Length / channelCount];
        Mix(interleaved, channelCount, mono);
        var adapted = new float[mono.Length * ChannelCount];
        for (var i = 0; i < mono.Length; i++)
            adapted.AsSpan(i * ChannelCount, ChannelCount).Fill(mono[i]);
        Append(adapted);
        return true;
    }

    /// <summary>Ends: no more samples come.</summary>
    public virtual void End() { }

    /// <summary>Makes room for samples of <see cref="SampleRate"/> and <see cref="ChannelCount"/>.</summary>
    protected abstract void Start();

    /// <summary>Takes a block.</summary>
    protected abstract void Add(ReadOnlySpan<float> interleaved);

    /// <summary>The mean of all channels, as <see cref="AudioClip.ToMono"/> has it.</summary>
    protected static void Mix(ReadOnlySpan<float> interleaved, int channelCount, Span<float> mono)
    {
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0f;
            foreach (var sample in interleaved.Slice(i * channelCount, channelCount))
                sum += sample;
            mono[i] = sum / channelCount;
        }
    }

    /// <summary>Refuses to hold more than the limit.</summary>
    protected void RequireRoom(long heldSamples)
    {
        if (heldSamples > AudioLimits.MaxHeldSamples)
            throw new UnreadableAudioException(path, $"has more than {AudioLimits.MaxHeldSamples} samples in {ChannelCount} channels, the "
                + "most that are held at once. Cut it into parts, or export it with fewer channels.");
    }
}
