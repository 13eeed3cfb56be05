using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using Workbench.Features;
using Extractor = NWaves.FeatureExtractors.Base.FeatureExtractor;

namespace Workbench.Bridges;

/// <summary>
/// Gammatone-frequency cepstral coefficients (Zhao and Wang, "Analyzing noise robustness of MFCC and GFCC features in speaker
/// identification", 2013): orthonormal DCT-II of the cube roots (NWaves: powers of 0.33) of the energies of gammatone bands, equally far
/// apart on the ERB scale. NWaves has no extractor of that name: this is its <c>MfccExtractor</c> over its bank <c>FilterBanks.Erb</c>,
/// which weighs the power spectrum of a Hamming-windowed frame instead of filtering the samples.
/// </summary>
/// <unit>cube root of power</unit>
/// <range>any; 0 in silence</range>
/// <param name="Coefficients">Number of coefficients kept, 1 to the number of bands.</param>
/// <param name="Bands">Gammatone bands, 2 to 128, up to half the sample rate.</param>
/// <param name="LowFrequency">Where the lowest band lies, in Hz.</param>
public sealed record Gfcc(int Coefficients = 20, int Bands = 64, double LowFrequency = 50) : NWavesFeature
{
    /// <inheritdoc/>
    public override string Name => "gfcc";

    /// <inheritdoc/>
    public override int BandCount => Coefficients;

    /// <inheritdoc/>
    protected override IEnumerable<string> Problems(FeatureSpec spec)
    {
        foreach (var problem in base.Problems(spec))
            yield return problem;
        if (Bands is < 2 or > 128)
            yield return $"Gfcc bands {Bands} must be 2 to 128; 64 is usual.";
        if (Coefficients < 1 || Coefficients > Bands)
            yield return $"Gfcc coefficients {Coefficients} must be 1 to the number of bands {Bands}; 20 is usual.";
        if (!(LowFrequency >= 20 && 4 * LowFrequency <= spec.SampleRate))
            yield return FormattableString.Invariant(
                $"Gfcc low frequency {LowFrequency} Hz must be 20 to a quarter of the sample rate {spec.SampleRate}; 50 is usual.");
    }

    private protected override Func<Extractor> Extractors(int sampleRate, int frameLength, int hopLength)
    {
        var fftLength = NWaves.Utils.MathUtils.NextPowerOfTwo(frameLength);
        var bank = FilterBanks.Erb(Bands, fftLength, sampleRate, LowFrequency);
        return () => new MfccExtractor(new()
        {
            SamplingRate = sampleRate,
            FrameSize = frameLength,
            HopSize = hopLength,
            FeatureCount = Coefficients,
            FilterBank = bank,
            NonLinearity = NonLinearityType.CubicRoot,
        });
    }
}
