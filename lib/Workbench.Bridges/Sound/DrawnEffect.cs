using NWaves.Filters.Base;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>An <see cref="NWavesEffect"/> whose numbers are drawn. Effects of NWaves keep state: each channel gets a new one.</summary>
internal abstract record DrawnEffect : DrawnTransform
{
    /// <summary>Samples from one look at the token to the next: milliseconds.</summary>
    private const int SamplesAtATime = 1 << 15;

    /// <inheritdoc/>
    public sealed override AudioClip Apply(AudioClip clip, CancellationToken token = default)
    {
        var (peak, power) = Measure(clip);
        if (peak == 0)
            return clip;
        var changed = new float[clip.ChannelCount][];
        for (var c = 0; c < changed.Length; c++)
            changed[c] = Change(clip.Channel(c), 1 / peak, Create(clip.SampleRate), token);
        return AsLoud(new(clip.SampleRate, changed), power, Math.Max(1, peak));
    }

    /// <summary>Makes the effect, as it is before the first sample.</summary>
    private protected abstract IOnlineFilter Create(int sampleRate);

    private static float[] Change(ReadOnlySpan<float> samples, double gain, IOnlineFilter effect, CancellationToken token)
    {
        var changed = new float[samples.Length];
        for (var i = 0; i < changed.Length; i++)
        {
            if (i % SamplesAtATime == 0)
                token.ThrowIfCancellationRequested();
            changed[i] = effect.Process((float)(gain * samples[i]));
        }
        return changed;
    }

    /// <summary>Brings a clip to a power, or as near as its peak lets it.</summary>
    private static AudioClip AsLoud(AudioClip clip, double power, double mostPeak)
    {
        var (peak, own) = Measure(clip);
        if (peak == 0)
            return clip;
        var gain = Math.Min(Math.Sqrt(power / own), mostPeak / peak);
        return new(clip.SampleRate, [.. Enumerable.Range(0, clip.ChannelCount).Select(c =>
            Array.ConvertAll(clip.Channel(c).ToArray(), sample => (float)(gain * sample)))]);
    }

    /// <summary>The largest level, and the sum of squares, over all channels.</summary>
    /// <exception cref="WorkbenchException">A sample is not finite.</exception>
    private static (double Peak, double Power) Measure(AudioClip clip)
    {
        var (peak, power) = (0.0, 0.0);
        for (var c = 0; c < clip.ChannelCount; c++)
            foreach (var sample in clip.Channel(c))
            {
                if (!float.IsFinite(sample))
                    throw new WorkbenchException(FormattableString.Invariant(
                        $"A sample is {sample}, which is no sound (full scale is 1); decode the clip again, or leave it out."));
                peak = Math.Max(peak, Math.Abs((double)sample));
                power += (double)sample * sample;
            }
        return (peak, power);
    }
}
