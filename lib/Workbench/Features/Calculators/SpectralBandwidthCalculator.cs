using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="SpectralBandwidth"/>.</summary>
internal sealed class SpectralBandwidthCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            var power = clip.Spectrogram.Tile(tile);
            var (total, centroid) = SpectralMoments.Of(power);
            var spread = Vector<float>.Zero;
            for (var k = 0; k < power.Length; k++)
            {
                var distance = new Vector<float>(k) - centroid;
                spread = Vector.FusedMultiplyAdd(Vector.SquareRoot(power[k]), distance * distance, spread);
            }
            rows[0, tile] = Vector.SquareRoot(spread / total) * clip.Spectrogram.BinHz;
        }
    }
}
