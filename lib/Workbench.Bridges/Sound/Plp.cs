using NWaves.FeatureExtractors;
using Workbench.Features;
using Extractor = NWaves.FeatureExtractors.Base.FeatureExtractor;

namespace Workbench.Bridges;

/// <summary>
/// Perceptual linear prediction (Hermansky, "Perceptual linear predictive (PLP) analysis of speech", 1990; NWaves'
/// <c>PlpExtractor</c>): the cepstrum of an all-pole model of what is heard of a frame, its power in bands of the Bark scale, weighed by
/// the ear's loudness curve and compressed by 0.33. The first coefficient is the logarithm of the model's error, and follows the
/// loudness. NWaves takes powers below 1 for 1, which is as soft as that only where samples are 16-bit numbers: so it hears them.
/// </summary>
/// <unit>nepers, and none</unit>
/// <range>any</range>
/// <param name="Coefficients">Number of coefficients, 2 to 32; the model has one pole fewer.</param>
/// <param name="Bands">Bands of the Bark scale, from 0 Hz to half the sample rate; more than coefficients, up to 128.</param>
public sealed record Plp(int Coefficients = 13, int Bands = 24) : NWavesFeature
{
    private const float SixteenBits = 32_768;

    /// <inheritdoc/>
    public override string Name => "plp";

    /// <inheritdoc/>
    public override int BandCount => Coefficients;

    /// <inheritdoc/>
    protected override IEnumerable<string> Problems(FeatureSpec spec)
    {
        foreach (var problem in base.Problems(spec))
            yield return problem;
        if (Coefficients is < 2 or > 32)
            yield return $"Plp coefficients {Coefficients} must be 2 to 32; 13 is usual.";
        if (Bands <= Coefficients || Bands > 128)
            yield return $"Plp bands {Bands} must be more than the {Coefficients} coefficients, up to 128; 24 is usual.";
    }

    private protected override float Scale(ReadOnlySpan<float> samples, int frameLength) => SixteenBits;

    private protected override Func<Extractor> Extractors(int sampleRate, int frameLength, int hopLength) => () => new PlpExtractor(new()
    {
        SamplingRate = sampleRate,
        FrameSize = frameLength,
        HopSize = hopLength,
        FeatureCount = Coefficients,
        FilterBankSize = Bands,
    });
}
