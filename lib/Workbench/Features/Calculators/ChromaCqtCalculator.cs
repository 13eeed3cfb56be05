using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="ChromaCqt"/>.</summary>
internal sealed class ChromaCqtCalculator(ConstantQ transform) : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var bins = clip.ConstantQ(transform);
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            PitchClasses.Fold(bins, rows, tile);
            FrameNorm.ScaleByLargest(rows, tile);
        }
    }
}
