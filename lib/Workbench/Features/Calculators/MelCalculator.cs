using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Mel"/>.</summary>
internal sealed class MelCalculator(FeatureSpec spec, int bandCount) : IFeatureCalculator
{
    private readonly MelFilterBank filters = new(spec, bandCount);

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => filters.Apply(clip.Spectrogram, rows);
}
