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
        {
            var sum = 0.0;
            foreach (var sample in clip.Frame(frame))
                sum += (double)sample * sample;
            row[frame] = (float)Math.Sqrt(sum / clip.Spec.FftLength);
        }
    }
}
