using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="SpectralCentroid"/>.</summary>
internal sealed class SpectralCentroidCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            rows[0, tile] = SpectralMoments.Of(clip.Spectrogram.Tile(tile)).Centroid * clip.Spectrogram.BinHz;
    }
}
