using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Duration"/>.</summary>
internal sealed class DurationCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => rows.Row(0).Fill((float)((double)clip.Samples.Length / clip.Spec.SampleRate));
}
