using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Mel"/>.</summary>
internal sealed class MelCalculator(FeatureSpec spec, int bandCount) : IFeatureCalculator
{
    private readonly MelFilterBank filters = new(spec, bandCount);

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var bands = new Vector<float>[bandCount];
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            filters.Apply(clip.Spectrogram.Tile(tile), bands);
            for (var band = 0; band < bands.Length; band++)
                rows[band, tile] = bands[band];
        }
    }
}
