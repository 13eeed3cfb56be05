using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Lowest frequency, in Hz, below which lies a share of the sum of magnitudes (librosa <c>spectral_rolloff</c>).
/// 0 for a silent frame.
/// </summary>
/// <unit>Hz</unit>
/// <range>0 to half the sample rate</range>
/// <param name="Fraction">The share, between 0 and 1.</param>
public sealed record SpectralRolloff(double Fraction = SpectralRolloff.UsualFraction) : Feature
{
    internal const double UsualFraction = 0.85;

    /// <inheritdoc/>
    public override string Name => "spectral_rolloff";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Fraction);

    internal override void Check(FeatureSpec spec, SpecProblems problems) =>
        problems.Require(Fraction is > 0 and < 1, $"SpectralRolloff fraction {Fraction} must lie between 0 and 1; 0.85 is usual.");

    /// <summary>Hands out what the analysis shares.</summary>
    private sealed class Calculator(double fraction) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Shape(fraction).Rolloff.Tiles.CopyTo(rows.Tiles);
    }
}
