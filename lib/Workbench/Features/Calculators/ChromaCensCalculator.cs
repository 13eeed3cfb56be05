using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="ChromaCens"/>: hands out what the analysis shares.</summary>
internal sealed class ChromaCensCalculator(ConstantQ transform) : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Cens(transform).Tiles.CopyTo(rows.Tiles);
}
