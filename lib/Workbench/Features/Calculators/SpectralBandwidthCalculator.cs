using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="SpectralBandwidth"/>: hands out what the analysis shares.</summary>
internal sealed class SpectralBandwidthCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Shape().Bandwidth.Tiles.CopyTo(rows.Tiles);
}
