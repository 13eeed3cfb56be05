using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Root mean square of a frame (librosa <c>rms</c>). The column is called <c>rmse</c>, as in the FMA tables.
/// </summary>
/// <param name="FromSpectrum">
/// Whether it is taken from the spectrum, that is, of the frame under its Hann window (<c>rms(S=...)</c>, as the FMA tables
/// have it), or from the plain samples (<c>rms(y=...)</c>).
/// </param>
public sealed record Rms(bool FromSpectrum = true) : Feature
{
    /// <inheritdoc/>
    public override string Name => "rmse";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) =>
        FromSpectrum ? new SpectralRmsCalculator() : new SampleRmsCalculator();
}
