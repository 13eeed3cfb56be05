using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="ChromaCqt"/>.</summary>
internal sealed class ChromaCqtCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var bins = clip.ConstantQ();
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            Fold(bins, rows, tile);
            FrameNorm.ScaleByLargest(rows, tile);
        }
    }

    /// <summary>Sums the octaves of each pitch class.</summary>
    public static void Fold(FrameRows bins, FrameRows rows, int tile)
    {
        for (var c = 0; c < rows.BandCount; c++)
        {
            var sum = bins[c, tile];
            for (var bin = c + ConstantQScale.BinsPerOctave; bin < bins.BandCount; bin += ConstantQScale.BinsPerOctave)
                sum += bins[bin, tile];
            rows[c, tile] = sum;
        }
    }
}
