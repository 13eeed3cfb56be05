using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Centre of mass of the magnitude spectrum, in Hz (librosa <c>spectral_centroid</c>). 0 for a silent frame.
/// </summary>
/// <unit>Hz</unit>
/// <range>0 to half the sample rate</range>
public sealed record SpectralCentroid : Feature
{
    /// <inheritdoc/>
    public override string Name => "spectral_centroid";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator();

    /// <summary>Hands out what the analysis shares.</summary>
    private sealed class Calculator : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Shape().Centroid.Tiles.CopyTo(rows.Tiles);
    }
}
