using System.Collections.Concurrent;
using System.Runtime.Intrinsics;

namespace Workbench.Audio;

/// <summary>
/// The low-pass filter of one conversion ratio, designed in double precision as a Kaiser-windowed sinc and cut into one row
/// of coefficients a phase. Row p holds h(t) at the distances from source samples to output samples p, p + up, p + 2 up ...
/// </summary>
/// <remarks>
/// Design: Kaiser, "Nonrecursive digital filter design using the I0-sinh window function" (1974): beta = 0.1102 (A - 8.7) and
/// length (A - 7.95) / (14.36 transition) for an attenuation of A dB. The band edges are those of libsoxr's HQ recipe.
/// </remarks>
internal sealed class PolyphaseFilter
{
    /// <summary>End of the flat band, as a share of the lower Nyquist frequency (libsoxr: 1 - 0.05 / 0.579).</summary>
    public const double PassBandEnd = 0.9136;

    /// <summary>Rejection from the lower Nyquist frequency on, in dB: 20 bits and one for safety, as libsoxr.</summary>
    public const double AttenuationDb = 126.4;

    /// <summary>Above this many coefficients (64 MiB) rows are computed when needed: only freak ratios such as 999983 to 22050 come here.</summary>
    private const long LargestTable = 1 << 24;

    private static readonly ConcurrentDictionary<(int Up, int Down), PolyphaseFilter> Cache = new();
    private static readonly double Beta = 0.1102 * (AttenuationDb - 8.7);
    private static readonly double WindowPeak = BesselI0(Beta);

    private readonly int up, down;
    private readonly double cutoff, halfWidth;
    private readonly float[]? table;

    private PolyphaseFilter(int up, int down)
    {
        (this.up, this.down) = (up, down);
        // In units of the source's Nyquist frequency; the sinc's edge lies in the middle of the transition.
        var lowerNyquist = Math.Min(1, (double)up / down);
        cutoff = (PassBandEnd + 1) / 2 * lowerNyquist;
        var transition = (1 - PassBandEnd) * lowerNyquist / 2;
        halfWidth = (AttenuationDb - 7.95) / (14.36 * transition) / 2;
        Before = (int)Math.Ceiling(halfWidth);
        TapCount = (2 * Before + Vector256<float>.Count) / Vector256<float>.Count * Vector256<float>.Count;
        if ((long)TapCount * up > LargestTable)
            return;
        table = new float[TapCount * up];
        for (var phase = 0; phase < up; phase++)
            Fill(phase, table.AsSpan(phase * TapCount, TapCount));
    }

    /// <summary>Coefficients of a row: a multiple of the vector length, at least both halves of the filter.</summary>
    public int TapCount { get; }

    /// <summary>How many samples before an output's own the row begins.</summary>
    public int Before { get; }

    /// <summary>The filter for a ratio in lowest terms; made once.</summary>
    public static PolyphaseFilter For(int up, int down) => Cache.GetOrAdd((up, down), static r => new(r.Up, r.Down));

    /// <summary>The source sample at or before output <paramref name="phase"/>.</summary>
    public int Offset(int phase) => (int)((long)phase * down / up);

    /// <summary>The row of a phase, from 0 to up - 1.</summary>
    public ReadOnlySpan<float> Phase(int phase)
    {
        if (table is not null)
            return table.AsSpan(phase * TapCount, TapCount);
        var row = new float[TapCount];
        Fill(phase, row);
        return row;
    }

    private void Fill(int phase, Span<float> row)
    {
        var fraction = (double)((long)phase * down % up) / up;
        Span<double> exact = new double[row.Length];
        var sum = 0.0;
        for (var k = 0; k < row.Length; k++)
            sum += exact[k] = Impulse(k - Before - fraction);
        // Every phase passes a constant unchanged.
        for (var k = 0; k < row.Length; k++)
            row[k] = (float)(exact[k] / sum);
    }

    /// <summary>h(t), t in samples of the source.</summary>
    private double Impulse(double t)
    {
        var share = t / halfWidth;
        if (Math.Abs(share) >= 1)
            return 0;
        var x = Math.PI * cutoff * t;
        var sinc = Math.Abs(x) < 1e-12 ? 1 : Math.Sin(x) / x;
        return sinc * BesselI0(Beta * Math.Sqrt(1 - share * share)) / WindowPeak;
    }

    /// <summary>Modified Bessel function of the first kind, order 0, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
