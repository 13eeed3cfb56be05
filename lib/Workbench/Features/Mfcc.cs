using Workbench.Features.Analysis;
using Workbench.Features.Calculators;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>Mel-frequency cepstral coefficients (librosa <c>mfcc</c>): orthonormal DCT-II of a 128-band log-mel spectrum.</summary>
/// <param name="Coefficients">Number of coefficients kept, 1 to 128.</param>
public sealed record Mfcc(int Coefficients = 20) : Feature
{
    internal const int MelBands = 128;

    /// <inheritdoc/>
    public override string Name => "mfcc";

    /// <inheritdoc/>
    public override int BandCount => Coefficients;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new MfccCalculator(Coefficients);

    internal override void Check(FeatureSpec spec, SpecProblems problems) => problems
        .Require(Coefficients is >= 1 and <= MelBands, $"Mfcc coefficients {Coefficients} must be 1 to {MelBands}; 20 is usual.")
        .Require(spec.FftLength >= 2 * MelBands,
            $"Mfcc needs an FFT length of at least {2 * MelBands} for its {MelBands} mel bands, not {spec.FftLength}.");
}
