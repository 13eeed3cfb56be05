using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Spread of the spectrum about its centroid, in Hz: the magnitude-weighted standard deviation of frequency
/// (librosa <c>spectral_bandwidth</c>, p = 2). 0 for a silent frame.
/// </summary>
public sealed record SpectralBandwidth : Feature
{
    /// <inheritdoc/>
    public override string Name => "spectral_bandwidth";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new SpectralBandwidthCalculator();
}
