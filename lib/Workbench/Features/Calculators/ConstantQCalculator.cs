using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="ConstantQ"/>: hands out what the analysis shares.</summary>
internal sealed class ConstantQCalculator(ConstantQ transform) : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => clip.ConstantQ(transform).Tiles.CopyTo(rows.Tiles);
}
