using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="LogMel"/>: hands out what the analysis shares.</summary>
internal sealed class LogMelCalculator(int bandCount) : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => clip.LogMel(bandCount).Tiles.CopyTo(rows.Tiles);
}
