using Workbench.Foundation;

namespace Workbench.Audio;

/// <summary>Collects interleaved blocks of unknown total length into one array a channel.</summary>
/// <param name="sampleRate">Samples a second, in Hz.</param>
/// <param name="channelCount">Number of channels.</param>
/// <param name="expectedSamples">Samples a channel, as the header claims; only a hint, since headers lie.</param>
internal sealed class ClipBuilder(int sampleRate, int channelCount, long expectedSamples = 0)
{
    /// <summary>A false claim must not take more memory than this many samples a channel (95 s at 44.1 kHz).</summary>
    private const int LargestTrustedClaim = 1 << 22;

    private readonly float[][] channels =
        [.. Enumerable.Range(0, channelCount).Select(_ => new float[Math.Clamp(expectedSamples, 4096, LargestTrustedClaim)])];

    /// <summary>Samples a channel so far.</summary>
    public int SampleCount { get; private set; }

    /// <summary>Adds whole frames: one sample of each channel, then the next.</summary>
    /// <param name="interleaved">A multiple of the number of channels.</param>
    /// <exception cref="WorkbenchException">More samples than an array holds (13 hours at 44.1 kHz).</exception>
    public void Append(ReadOnlySpan<float> interleaved)
    {
        var added = interleaved.Length / channels.Length;
        if (added > Array.MaxLength - SampleCount)
            throw new WorkbenchException(
                $"A recording of more than {Array.MaxLength} samples a channel cannot be held; cut it into parts.");
        var needed = SampleCount + added;
        for (var c = 0; c < channels.Length; c++)
        {
            if (needed > channels[c].Length)
                Array.Resize(ref channels[c], (int)Math.Clamp(2L * channels[c].Length, needed, Array.MaxLength));
            var target = channels[c].AsSpan(SampleCount, added);
            for (int i = 0, source = c; i < target.Length; i++, source += channels.Length)
                target[i] = interleaved[source];
        }
        SampleCount = needed;
    }

    /// <summary>The clip; the builder is not used afterwards.</summary>
    public AudioClip Build()
    {
        for (var c = 0; c < channels.Length; c++)
            if (channels[c].Length != SampleCount)
                Array.Resize(ref channels[c], SampleCount);
        return new(sampleRate, channels);
    }
}
