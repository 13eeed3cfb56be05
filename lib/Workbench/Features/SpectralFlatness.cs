using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Geometric over arithmetic mean of the power spectrum: near 0 for a tone, near 1 for noise, 1 for a silent frame
/// (librosa <c>spectral_flatness</c>). Not among the FMA columns.
/// </summary>
public sealed record SpectralFlatness : Feature
{
    /// <inheritdoc/>
    public override string Name => "spectral_flatness";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new SpectralFlatnessCalculator();
}
