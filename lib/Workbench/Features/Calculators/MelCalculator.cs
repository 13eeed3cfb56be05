using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Mel"/>.</summary>
internal sealed class MelCalculator(FeatureSpec spec, int bandCount) : IFeatureCalculator
{
    private readonly MelFilterBank filters = new(spec, bandCount);

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            for (var band = 0; band < bandCount; band++)
                rows[band, tile] = filters.Apply(band, clip.Spectrogram.Tile(tile));
    }
}
