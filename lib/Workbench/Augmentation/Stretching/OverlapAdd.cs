using Workbench.Features.Analysis;

namespace Workbench.Augmentation.Stretching;

/// <summary>
/// Changes the length of clicks: frames so short that an echo of a click falls into the click are set at other distances.
/// </summary>
internal static class OverlapAdd
{
    /// <summary>Stretches a signal to another length.</summary>
    /// <param name="samples">At least one sample.</param>
    /// <param name="sampleCount">The new length, at least 1.</param>
    /// <param name="frameLength">Samples of a frame, even; a hop is half of it.</param>
    public static float[] Stretch(ReadOnlySpan<float> samples, int sampleCount, int frameLength)
    {
        var (hop, rate) = (frameLength / 2, (double)samples.Length / sampleCount);
        var window = Stft.HannWindow(frameLength); // halves of neighbours add up to 1
        var result = new float[sampleCount];
        for (var frame = 0; frame * hop - hop < sampleCount; frame++)
        {
            var target = frame * hop - hop;
            var source = (int)Math.Round(frame * (hop * rate)) - hop;
            var end = Math.Min(frameLength, Math.Min(sampleCount - target, samples.Length - source));
            for (var i = Math.Max(0, -Math.Min(target, source)); i < end; i++)
                result[target + i] += window[i] * samples[source + i];
        }
        return result;
    }
}
