using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Utils;
using NWaves.Windows;
using Workbench.Features;
using Extractor = NWaves.FeatureExtractors.Base.FeatureExtractor;

namespace Workbench.Bridges;

/// <summary>
/// Linear-prediction cepstral coefficients (Atal, "Effectiveness of linear prediction characteristics of the speech wave", 1974; NWaves'
/// <c>LpccExtractor</c>): the cepstrum of the all-pole model of a Hamming-windowed frame, by its autocorrelation and the recursion of
/// Levinson and Durbin. The first coefficient is the logarithm of the energy that the model does not predict, the rest is the shape of
/// the spectrum, whatever the loudness.
/// </summary>
/// <remarks>
/// NWaves computes in float32, and gives NaN for silence and most pure tones. Hence the usual white-noise correction, 40 dB below each
/// frame (a factor of 1.0001, as in ITU-T G.729) and 100 dB below full scale; silence has the logarithm of that noise, and no shape. Of
/// frames of an even length NWaves 0.9.6 correlates two samples in the middle wrongly (<c>Convolver.CrossCorrelate</c> leaves them where
/// they are when it turns the frame around), which is mended here. But for these two the values are its own.
/// </remarks>
/// <unit>nepers of power, and none</unit>
/// <range>any</range>
/// <param name="Coefficients">Number of coefficients, 2 to 64.</param>
/// <param name="Order">Poles of the model, 1 to 48: about two and one for each kilohertz of the sample rate.</param>
public sealed record Lpcc(int Coefficients = 20, int Order = 24) : NWavesFeature
{
    /// <summary>Power of the noise within a frame, as a share of the frame's: 40 dB below it.</summary>
    internal const double NoiseShare = 1e-4;

    /// <summary>Power of the noise in silence: 100 dB below full scale.</summary>
    internal const double LeastNoise = 1e-10;

    /// <inheritdoc/>
    public override string Name => "lpcc";

    /// <inheritdoc/>
    public override int BandCount => Coefficients;

    /// <inheritdoc/>
    protected override IEnumerable<string> Problems(FeatureSpec spec)
    {
        foreach (var problem in base.Problems(spec))
            yield return problem;
        if (Coefficients is < 2 or > 64)
            yield return $"Lpcc coefficients {Coefficients} must be 2 to 64; 20 is usual.";
        if (Order is < 1 or > 48)
            yield return $"Lpcc order {Order} must be 1 to 48; 24 is usual at 22050 Hz.";
    }

    private protected override Func<Extractor> Extractors(int sampleRate, int frameLength, int hopLength) => () => new Corrected(new()
    {
        SamplingRate = sampleRate,
        FrameSize = frameLength,
        HopSize = hopLength,
        FeatureCount = Coefficients,
        LpcOrder = Order,
        LifterSize = 0,
        Window = WindowType.Hamming,
    });

    /// <summary>The steps of NWaves' extractor, with the correction after the first.</summary>
    private sealed class Corrected(LpccOptions options) : LpccExtractor(options)
    {
        public override void ProcessFrame(float[] block, float[] features)
        {
            block.AsSpan(0, FrameSize).CopyTo(_reversed);
            Array.Reverse(_reversed);
            _convolver.Convolve(block, _reversed, _cc);
            ref var energy = ref _cc[FrameSize - 1];
            energy = (float)(energy * (1 + NoiseShare) + LeastNoise * FrameSize);
            Array.Clear(_lpc);
            Lpc.ToCepstrum(_lpc, Lpc.LevinsonDurbin(_cc, _lpc, _order, FrameSize - 1), features);
        }
    }
}
