using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Magnitude"/>.</summary>
internal sealed class MagnitudeCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            for (var bin = 0; bin < rows.BandCount; bin++)
                rows[bin, tile] = Vector.SquareRoot(clip.Spectrogram.Tile(tile)[bin]);
    }
}
