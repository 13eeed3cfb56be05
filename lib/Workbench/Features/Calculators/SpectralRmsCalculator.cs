using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Rms"/> from the spectrum, by Parseval's theorem.</summary>
internal sealed class SpectralRmsCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var scale = new Vector<float>((float)(2 / Math.Pow(clip.Spec.FftLength, 2)));
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            var power = clip.Spectrogram.Tile(tile);
            var sum = (power[0] + power[^1]) * 0.5f; // the bins that have no mirror image
            foreach (var bin in power[1..^1])
                sum += bin;
            rows[0, tile] = Vector.SquareRoot(sum * scale);
        }
    }
}
