using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Rms"/> from the samples.</summary>
internal sealed class SampleRmsCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var row = rows.Row(0);
        for (var frame = 0; frame < row.Length; frame++)
            row[frame] = (float)Math.Sqrt(SumOfSquares(clip.Frame(frame)) / clip.Spec.FftLength);
    }

    /// <summary>In two sums, which do not wait for each other.</summary>
    private static double SumOfSquares(ReadOnlySpan<float> samples)
    {
        var (even, odd) = (0.0, 0.0);
        var i = 0;
        for (; i + 1 < samples.Length; i += 2)
        {
            even += (double)samples[i] * samples[i];
            odd += (double)samples[i + 1] * samples[i + 1];
        }
        return even + odd + (i < samples.Length ? (double)samples[i] * samples[i] : 0);
    }
}
