using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>
/// Computes <see cref="ZeroCrossingRate"/>. librosa repeats the first and the last sample beyond the ends, where there is
/// then no crossing: only the samples that are there are looked at.
/// </summary>
internal sealed class ZeroCrossingRateCalculator : IFeatureCalculator
{
    /// <summary>What is not below minus this counts as positive, zero included.</summary>
    private const float Threshold = 1e-10f;

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var row = rows.Row(0);
        for (var frame = 0; frame < row.Length; frame++)
            row[frame] = (float)CountCrossings(clip.Frame(frame)) / clip.Spec.FftLength;
    }

    private static int CountCrossings(ReadOnlySpan<float> frame)
    {
        if (frame.IsEmpty)
            return 0;
        ref var first = ref MemoryMarshal.GetReference(frame);
        var (counts, threshold, i) = (Vector<int>.Zero, new Vector<float>(-Threshold), 1);
        for (; i + Vector<float>.Count <= frame.Length; i += Vector<float>.Count)
            counts -= Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)i - 1), threshold) ^ Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)i), threshold);
        var count = Vector.Sum(counts);
        for (; i < frame.Length; i++)
            count += (frame[i - 1] < -Threshold) != (frame[i] < -Threshold) ? 1 : 0;
        return count;
    }
}
