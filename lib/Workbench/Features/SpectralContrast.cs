using Workbench.Features.Analysis;
using Workbench.Features.Calculators;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Level of the peaks above the valleys in octave bands, in dB (librosa <c>spectral_contrast</c>): the first band reaches
/// up to 200 Hz, each further one is an octave, the last goes on to half the sample rate. Peaks and valleys are the means
/// of the highest and the lowest 2 % of the magnitudes of a band.
/// </summary>
/// <param name="Bands">Number of octave bands above the first.</param>
public sealed record SpectralContrast(int Bands = 6) : Feature
{
    internal const double LowestHz = 200;

    /// <inheritdoc/>
    public override string Name => "spectral_contrast";

    /// <inheritdoc/>
    public override int BandCount => Bands + 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new SpectralContrastCalculator(Bands, spec);

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems.Require(Bands >= 1, $"SpectralContrast bands {Bands} must be >= 1; 6 is usual.");
        var top = LowestHz * Math.Pow(2, Bands - 1);
        problems.Require(top < spec.SampleRate / 2.0,
            $"SpectralContrast with {Bands} bands starts its last at {top} Hz, beyond half the sample rate {spec.SampleRate}; "
            + "take fewer bands.");
        problems.Require(spec.FftLength * (LowestHz / spec.SampleRate) >= 2,
            $"SpectralContrast needs bins of at most {LowestHz / 2} Hz; FFT length {spec.FftLength} gives "
            + $"{(double)spec.SampleRate / spec.FftLength} Hz.");
    }
}
