using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Share of samples of a frame at which the sign changes (librosa <c>zero_crossing_rate</c>), 0 to 1.
/// </summary>
public sealed record ZeroCrossingRate : Feature
{
    /// <inheritdoc/>
    public override string Name => "zcr";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new ZeroCrossingRateCalculator();
}
