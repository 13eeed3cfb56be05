namespace Workbench.Audio;

/// <summary>
/// Changes the sample rate by a band-limited, zero-phase polyphase filter (Kaiser-windowed sinc), for any ratio of whole
/// rates. The band is that of soxr's "HQ", librosa's default: flat (within 1e-5) up to 91.36 % of the lower Nyquist
/// frequency, at least 120 dB down from that Nyquist frequency on. Beyond both ends the sound counts as silence.
/// </summary>
/// <remarks>A division by a power of two, above all 44,100 to 22,050 Hz, takes the same filter's faster form.</remarks>
public static class Resampler
{
    /// <summary>Converts every channel of a clip; a clip that has the rate is returned as it is.</summary>
    /// <param name="clip">Any number of channels.</param>
    /// <param name="sampleRate">The new rate, in Hz, at least 1.</param>
    /// <param name="token">Stops the work between blocks.</param>
    public static AudioClip Resample(AudioClip clip, int sampleRate, CancellationToken token = default)
    {
        if (clip.SampleRate == sampleRate)
            return clip;
        var channels = new float[clip.ChannelCount][];
        for (var c = 0; c < channels.Length; c++)
            channels[c] = Resample(clip.Channel(c), clip.SampleRate, sampleRate, token);
        return new(sampleRate, channels);
    }

    /// <summary>Converts one channel. Sample m of the result stands at the time of sample m * fromRate / toRate of the source.</summary>
    /// <param name="samples">The source.</param>
    /// <param name="fromRate">Its sample rate, in Hz, at least 1.</param>
    /// <param name="toRate">The new rate, in Hz, at least 1.</param>
    /// <param name="token">Stops the work between blocks.</param>
    /// <returns>ceil(length * toRate / fromRate) samples, as librosa gives.</returns>
    public static float[] Resample(ReadOnlySpan<float> samples, int fromRate, int toRate, CancellationToken token = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fromRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(toRate, 1);
        if (fromRate == toRate)
            return samples.ToArray();
        Converted converted = new(checked((int)(((long)samples.Length * toRate + fromRate - 1) / fromRate)));
        RateConverter converter = new(fromRate, toRate, converted, token);
        converter.Append(samples);
        converter.End();
        return converted.Samples;
    }

    /// <summary>Samples of a number that is known.</summary>
    private sealed class Converted(int count) : ISampleTarget
    {
        private int filled;

        public float[] Samples { get; } = GC.AllocateUninitializedArray<float>(count);

        public void Clear() => filled = 0;

        public void Append(ReadOnlySpan<float> samples)
        {
            samples.CopyTo(Samples.AsSpan(filled));
            filled += samples.Length;
        }
    }
}
