using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Rms"/> from the samples.</summary>
internal sealed class SampleRmsCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var sums = FrameSums.Of(clip, (first, end) => SumOfSquares(clip.Samples[first..end]));
        for (var frame = 0; frame < sums.Length; frame++)
            rows.Row(0)[frame] = (float)Math.Sqrt(sums[frame] / clip.Spec.FftLength);
    }

    /// <summary>In float64 and in four parts, on every processor.</summary>
    private static double SumOfSquares(ReadOnlySpan<float> samples)
    {
        var fours = MemoryMarshal.Cast<float, Vector128<float>>(samples);
        var (lower, upper) = (Vector128<double>.Zero, Vector128<double>.Zero);
        foreach (var four in fours)
        {
            var (first, last) = Vector128.Widen(four);
            lower += first * first;
            upper += last * last;
        }
        var sum = Vector128.Sum(lower + upper);
        foreach (var sample in samples[(4 * fours.Length)..])
            sum += (double)sample * sample;
        return sum;
    }
}
