using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="SpectralRolloff"/>.</summary>
internal sealed class SpectralRolloffCalculator(double fraction) : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            var power = clip.Spectrogram.Tile(tile);
            var total = Vector<float>.Zero;
            foreach (var bin in power)
                total += Vector.SquareRoot(bin);
            var threshold = total * (float)fraction;
            var (sum, binsBelow) = (Vector<float>.Zero, Vector<int>.Zero);
            foreach (var bin in power)
            {
                sum += Vector.SquareRoot(bin);
                binsBelow -= Vector.LessThan(sum, threshold); // a true lane is -1
            }
            rows[0, tile] = Vector.ConvertToSingle(binsBelow) * clip.Spectrogram.BinHz;
        }
    }
}
