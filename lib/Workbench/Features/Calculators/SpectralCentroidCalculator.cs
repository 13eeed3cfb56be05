using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="SpectralCentroid"/>: hands out what the analysis shares.</summary>
internal sealed class SpectralCentroidCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Shape().Centroid.Tiles.CopyTo(rows.Tiles);
}
