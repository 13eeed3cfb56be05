using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Tempo"/>.</summary>
internal sealed class TempoCalculator(FeatureSpec spec) : IFeatureCalculator
{
    private readonly OnsetStrengthCalculator onsets = new(Statistic.Mean);
    private readonly TempoEstimator estimator = new(spec);

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        onsets.Compute(clip, rows);
        estimator.Local(rows.Row(0).ToArray(), rows.Row(0));
    }
}
