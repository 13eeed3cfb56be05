using Workbench.Audio;
using Workbench.Features.Spectra;
using Workbench.Foundation;

namespace Workbench.Augmentation.Stretching;

/// <summary>
/// Changes the length of sound and keeps its pitches and its attacks (Driedger, Müller and Ewert, "Improving time-scale
/// modification of music signals using harmonic-percussive separation", 2014): tones and clicks are parted by median filters;
/// tones go through a phase vocoder with long frames, clicks through overlapping frames of eleven milliseconds. The
/// power of the whole is kept.
/// </summary>
internal static class TimeScale
{
    private const double ToneFrameSeconds = 0.093;
    private const double ClickFrameSeconds = 0.0116;

    /// <summary>More than any noise needs; clips of a few samples would ask for anything.</summary>
    private const double LargestGain = 2;

    /// <summary>Stretches a clip to another length, channel by channel.</summary>
    /// <param name="clip">Any number of channels.</param>
    /// <param name="sampleCount">The new length, at least 1.</param>
    /// <param name="token">Ends the work early.</param>
    /// <exception cref="WorkbenchException">A length below 1, no samples, or samples that are not finite.</exception>
    public static AudioClip Stretch(AudioClip clip, int sampleCount, CancellationToken token = default)
    {
        if (sampleCount < 1)
            throw new WorkbenchException($"Sample count {sampleCount} must be >= 1; the clip has {clip.SampleCount}.");
        if (sampleCount == clip.SampleCount)
            return clip;
        var parts = HarmonicPercussive.Separate(clip, token: token);
        PhaseLockedVocoder vocoder = new(ToneFrameLength(clip.SampleRate));
        var clickFrameLength = 2 * (int)Math.Ceiling(ClickFrameSeconds * clip.SampleRate / 2);
        var channels = new float[clip.ChannelCount][];
        for (var c = 0; c < channels.Length; c++)
        {
            var tones = vocoder.Stretch(parts.Harmonic.Channel(c), sampleCount, token);
            var clicks = OverlapAdd.Stretch(parts.Percussive.Channel(c), sampleCount, clickFrameLength);
            channels[c] = [.. tones.Zip(clicks, (tone, click) => tone + click)];
            RestorePower(clip.Channel(c), channels[c]);
        }
        return new(clip.SampleRate, channels);
    }

    /// <summary>The power of two next to the frame's seconds.</summary>
    private static int ToneFrameLength(int sampleRate) =>
        Math.Max(64, (int)Math.Pow(2, Math.Round(Math.Log2(ToneFrameSeconds * sampleRate))));

    /// <summary>
    /// Noise gets weaker where frames of it overlap that did not before, and where its two parts fall out of step: up to 4.5 dB.
    /// </summary>
    private static void RestorePower(ReadOnlySpan<float> source, Span<float> stretched)
    {
        var (before, after) = (Power(source), Power(stretched));
        var gain = after > 0 ? (float)Math.Clamp(Math.Sqrt(before / after), 1 / LargestGain, LargestGain) : 1;
        foreach (ref var sample in stretched)
            sample *= gain;
    }

    private static double Power(ReadOnlySpan<float> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
            sum += (double)sample * sample;
        return sum / samples.Length;
    }
}
