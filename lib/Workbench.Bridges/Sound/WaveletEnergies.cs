using NWaves.FeatureExtractors;
using NWaves.Transforms.Wavelets;
using NWaves.Utils;
using NWaves.Windows;
using Workbench.Features;
using Extractor = NWaves.FeatureExtractors.Base.FeatureExtractor;

namespace Workbench.Bridges;

/// <summary>
/// The power of a frame in octaves, by a wavelet transform (Mallat's, as Tzanetakis, Essl and Cook, "Audio analysis using the discrete
/// wavelet transform", 2001, describe genres): mean squares of the coefficients of NWaves' <c>WaveletExtractor</c>, level by level, the
/// lowest first. The first value is what lies below all levels; the last is the octave below half the sample rate. The frame has a Hann
/// window, because the transform joins its end to its start. Together the values have the power of the windowed frame; a power below
/// 1e-10 counts as that.
/// </summary>
/// <unit>dB</unit>
/// <range>from -100 to about 0</range>
/// <param name="Levels">Octaves, 1 to the most that the wavelet has room for in a frame: 8 of 2048 samples for <c>db4</c>.</param>
/// <param name="Wavelet">
/// <c>haar</c>, <c>db1</c> to <c>db20</c> (Daubechies), <c>sym2</c> to <c>sym20</c>, <c>coif1</c> to <c>coif5</c>. The longer, the better
/// octaves are told apart.
/// </param>
public sealed record WaveletEnergies(int Levels = 8, string Wavelet = "db4") : NWavesFeature
{
    private const double LeastPower = 1e-10;

    /// <inheritdoc/>
    public override string Name => "wavelet_energy";

    /// <inheritdoc/>
    public override int BandCount => Levels + 1;

    /// <inheritdoc/>
    protected override IEnumerable<string> Problems(FeatureSpec spec)
    {
        foreach (var problem in base.Problems(spec))
            yield return problem;
        if (Known(Wavelet) is not { } wavelet)
            yield return $"WaveletEnergies: there is no wavelet '{Wavelet}'; there are haar, db1 to db20, sym2 to sym20, coif1 to coif5.";
        else if (Levels < 1 || Levels > MostLevels(wavelet, FrameLengthIn(spec)))
            yield return $"WaveletEnergies levels {Levels} must be 1 to {MostLevels(wavelet, FrameLengthIn(spec))}, the most that "
                + $"{Wavelet} has room for in a frame of {FrameLengthIn(spec)} samples.";
    }

    private protected override Func<Extractor> Extractors(int sampleRate, int frameLength, int hopLength) =>
        () => new WaveletExtractor(new()
        {
            SamplingRate = sampleRate,
            FrameSize = frameLength,
            HopSize = hopLength,
            WaveletName = Wavelet,
            FwtLevel = Levels,
            Window = WindowType.Hann,
        });

    /// <summary>The coefficients stand as what is below all levels, the lowest level, and each next one with twice as many.</summary>
    private protected override void Fill(ReadOnlySpan<float> extracted, Span<float> row)
    {
        var (first, count) = (0, extracted.Length >> Levels);
        for (var band = 0; band < row.Length; band++)
        {
            var power = 0.0;
            foreach (var coefficient in extracted.Slice(first, count))
                power += (double)coefficient * coefficient;
            row[band] = (float)(10 * Math.Log10(Math.Max(LeastPower, power / extracted.Length)));
            first += count;
            count = first;
        }
    }

    private static int MostLevels(Wavelet wavelet, int frameLength)
    {
        var length = MathUtils.NextPowerOfTwo(frameLength);
        return new Fwt(length, wavelet).MaxLevel(length);
    }

    private static Wavelet? Known(string name)
    {
        try
        {
            return new(name);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
