using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Spread of the spectrum about its centroid, in Hz: the magnitude-weighted standard deviation of frequency
/// (librosa <c>spectral_bandwidth</c>, p = 2). 0 for a silent frame.
/// </summary>
/// <unit>Hz</unit>
/// <range>0 to half the sample rate</range>
public sealed record SpectralBandwidth : Feature
{
    /// <inheritdoc/>
    public override string Name => "spectral_bandwidth";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator();

    /// <summary>Hands out what the analysis shares.</summary>
    private sealed class Calculator : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Shape().Bandwidth.Tiles.CopyTo(rows.Tiles);
    }
}
