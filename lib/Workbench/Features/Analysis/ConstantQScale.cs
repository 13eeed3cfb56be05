using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// Bins at equal ratios of frequency, each as wide as its share of the frequency, so that all have the same Q
/// (librosa <c>interval_frequencies</c> and <c>wavelet_lengths</c>).
/// </summary>
/// <param name="LowestHz">Frequency of the first bin, tuning included.</param>
/// <param name="BinCount">Number of bins.</param>
/// <param name="BinsPerOctave">Number of bins of an octave.</param>
internal sealed record ConstantQScale(double LowestHz, int BinCount, int BinsPerOctave)
{
    /// <summary>Equivalent noise bandwidth of a Hann window, in bins.</summary>
    private const double HannBandwidth = 1.50018310546875;

    /// <summary>Bandwidth of a bin as a share of its frequency: half the way to either neighbour.</summary>
    private readonly double relativeBandwidth = (Math.Pow(2, 2.0 / BinsPerOctave) - 1) / (Math.Pow(2, 2.0 / BinsPerOctave) + 1);

    /// <summary>Number of octaves, begun ones included.</summary>
    public int OctaveCount => (BinCount + BinsPerOctave - 1) / BinsPerOctave;

    /// <summary>Where the band of the highest bin ends.</summary>
    public double EndHz => Hz(BinCount - 1) * (1 + 0.5 * HannBandwidth * relativeBandwidth);

    /// <summary>Frequency of a bin.</summary>
    public double Hz(int bin) => LowestHz * Math.Pow(2, (double)bin / BinsPerOctave);

    /// <summary>Length of a bin's filter, a fraction of a sample included.</summary>
    public double FilterLength(int bin, double sampleRate) => sampleRate / (relativeBandwidth * Hz(bin));

    /// <summary>Samples of a frame that holds the filters of a bin and of all above: a power of two.</summary>
    public long FrameLength(int bin, double sampleRate) => FrameLength(FilterLength(bin, sampleRate));

    /// <summary>The power of two that holds a number of samples; at least 4, as a Fourier transform wants it.</summary>
    public static long FrameLength(double samples) => Math.Max(4, (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Ceiling(samples)));

    /// <summary>
    /// How often the signal is halved before the highest octave: as often as leaves an octave of room above the highest bin and
    /// whole hops down to the lowest octave.
    /// </summary>
    public int EarlyHalvings(FeatureSpec spec) => Math.Max(0, Math.Min(
        (int)Math.Ceiling(Math.Log2(spec.SampleRate / 2.0 / EndHz)) - 2,
        int.TrailingZeroCount(spec.HopLength) - OctaveCount + 1));
}
