namespace Workbench.Features.Analysis;

/// <summary>
/// The bins of the constant-Q transform (librosa <c>cqt</c>): the 84 semitones from C1 on, each as wide as its share of the
/// frequency, shifted by the clip's tuning.
/// </summary>
internal static class ConstantQScale
{
    public const int BinsPerOctave = 12;
    public const int OctaveCount = 7;
    public const int BinCount = OctaveCount * BinsPerOctave;

    /// <summary>C1, 32.70 Hz.</summary>
    private static readonly double LowestHz = 440 * Math.Pow(2, -45 / 12.0);

    /// <summary>Equivalent noise bandwidth of a Hann window, in bins.</summary>
    private const double HannBandwidth = 1.50018310546875;

    /// <summary>Bandwidth of a bin as a share of its frequency: half the way to either neighbour.</summary>
    private static readonly double RelativeBandwidth = (Math.Pow(2, 2.0 / BinsPerOctave) - 1) / (Math.Pow(2, 2.0 / BinsPerOctave) + 1);

    /// <summary>Frequency of a bin.</summary>
    /// <param name="bin">0 to 83, C1 first.</param>
    /// <param name="tuning">Deviation from A = 440 Hz, in semitones.</param>
    public static double Hz(int bin, double tuning) => LowestHz * Math.Pow(2, (bin + tuning) / BinsPerOctave);

    /// <summary>Length of a bin's filter, a fraction of samples included.</summary>
    public static double FilterLength(double hz, double sampleRate) => sampleRate / (RelativeBandwidth * hz);

    /// <summary>Where the band of the highest bin ends.</summary>
    public static double EndHz(double tuning) => Hz(BinCount - 1, tuning) * (1 + 0.5 * HannBandwidth * RelativeBandwidth);

    /// <summary>
    /// How often the signal is halved before the first octave: as often as leaves an octave of room above the highest bin and
    /// whole hops in the lowest octave.
    /// </summary>
    public static int EarlyHalvings(FeatureSpec spec) => Math.Min(
        Math.Max(0, (int)Math.Ceiling(Math.Log2(spec.SampleRate / 2.0 / EndHz(tuning: 0))) - 2),
        int.TrailingZeroCount(spec.HopLength) - OctaveCount + 1);
}
