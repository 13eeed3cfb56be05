using NWaves.FeatureExtractors;
using NWaves.Filters.Fda;
using NWaves.Utils;
using Workbench.Features;
using Extractor = NWaves.FeatureExtractors.Base.FeatureExtractor;

namespace Workbench.Bridges;

/// <summary>
/// Power-normalised cepstral coefficients (Kim and Stern, "Power-normalized cepstral coefficients (PNCC) for robust speech
/// recognition", 2016; NWaves' <c>PnccExtractor</c>): orthonormal DCT-II of the 15th roots of the energies of gammatone bands, from which
/// slowly changing noise was taken and masked sound, over a mean that follows the loudness.
/// </summary>
/// <remarks>
/// Of the paper NWaves 0.9.6 leaves out the mean over five frames: its buffer holds one frame five times. Its filters over time forget by
/// frames, as many in any spec; they were made for 100 frames a second. Its mean begins at a power of 4e7 and follows slowly, so that a
/// song is first brought to about that level: features do not depend on the level of a song. The two rows that NWaves leaves 0 are those
/// of the silence before a song, and left out.
/// </remarks>
/// <unit>15th root of relative power</unit>
/// <range>any; 0 in silence</range>
/// <param name="Coefficients">Number of coefficients kept, 1 to the number of bands.</param>
/// <param name="Bands">Gammatone bands, 2 to 128.</param>
/// <param name="LowFrequency">Where the lowest band lies, in Hz.</param>
/// <param name="HighFrequency">Where the bands end, in Hz, up to half the sample rate.</param>
public sealed record Pncc(int Coefficients = 13, int Bands = 40, double LowFrequency = 100, double HighFrequency = 6800) : NWavesFeature
{
    /// <summary>Frames have about 4e7 in all bands where samples have this power over the length of a frame.</summary>
    private const double UsualPower = 2e7;

    /// <summary>What is softer than 100 dB below full scale is silence, and stays it.</summary>
    private const double LeastPower = 1e-10;

    /// <inheritdoc/>
    public override string Name => "pncc";

    /// <inheritdoc/>
    public override int BandCount => Coefficients;

    private protected override int WarmUpFrames => 2;

    /// <inheritdoc/>
    protected override IEnumerable<string> Problems(FeatureSpec spec)
    {
        foreach (var problem in base.Problems(spec))
            yield return problem;
        if (Bands is < 2 or > 128)
            yield return $"Pncc bands {Bands} must be 2 to 128; 40 is usual.";
        if (Coefficients < 1 || Coefficients > Bands)
            yield return $"Pncc coefficients {Coefficients} must be 1 to the number of bands {Bands}; 13 is usual.";
        if (!(LowFrequency >= 20 && LowFrequency < HighFrequency && 2 * HighFrequency <= spec.SampleRate))
            yield return FormattableString.Invariant($"Pncc frequencies {LowFrequency} to {HighFrequency} Hz must ascend within 20 to ")
                + $"half the sample rate {spec.SampleRate}; 100 to 6800 is usual.";
    }

    /// <summary>Brings the song to the level that NWaves expects at first.</summary>
    private protected override float Scale(ReadOnlySpan<float> samples, int frameLength)
    {
        var power = 0.0;
        foreach (var sample in samples)
            power += (double)sample * sample;
        return (float)Math.Sqrt(UsualPower / (frameLength * Math.Max(LeastPower, power / samples.Length)));
    }

    private protected override Func<Extractor> Extractors(int sampleRate, int frameLength, int hopLength)
    {
        var bank = FilterBanks.Erb(Bands, MathUtils.NextPowerOfTwo(frameLength), sampleRate, LowFrequency, HighFrequency);
        return () => new PnccExtractor(new()
        {
            SamplingRate = sampleRate,
            FrameSize = frameLength,
            HopSize = hopLength,
            FeatureCount = Coefficients,
            FilterBank = bank,
        });
    }
}
