using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="SpectralRolloff"/>: hands out what the analysis shares.</summary>
internal sealed class SpectralRolloffCalculator : IFeatureCalculator
{
    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Shape().Rolloff.Tiles.CopyTo(rows.Tiles);
}
