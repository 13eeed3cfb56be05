using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workbench.Audio;

/// <summary>
/// The low-pass filter of one conversion ratio, designed in double precision as a Kaiser-windowed sinc and cut into one row
/// of coefficients a phase. Row p holds h(t) at the distances from source samples to output samples p, p + up, p + 2 up ...
/// </summary>
/// <remarks>
/// The window is that of Kaiser, "Nonrecursive digital filter design using the I0-sinh window function" (1974). Its three numbers
/// are those of libsoxr's HQ recipe for halving the rate, fitted to its impulse response, which they repeat to 2e-8; other
/// ratios have the same filter at their scale.
/// </remarks>
internal sealed class PolyphaseFilter : IRateFilter
{
    /// <summary>Outputs of one phase that are computed together, so that each coefficient is loaded once for all.</summary>
    private const int Group = 4;

    /// <summary>
    /// Where the sinc cuts off, as a share of the lower Nyquist frequency: the middle between the flat band and the stop band.
    /// </summary>
    private const double Cutoff = 0.9568718;

    /// <summary>Half the length of the window, in samples of the lower rate: 389 coefficients for halving.</summary>
    private const double HalfWidth = 97.25;

    /// <summary>Shape of the window; rejects 127 dB from the lower Nyquist frequency on.</summary>
    private const double Beta = 13.04003;

    /// <summary>
    /// Above this many coefficients (64 MiB) rows are computed when needed: only freak ratios such as 999983 to 22050 come here.
    /// </summary>
    private const long LargestTable = 1 << 24;

    private static readonly ConcurrentDictionary<(int Up, int Down), PolyphaseFilter> Cache = new();
    private static readonly double WindowPeak = BesselI0(Beta);

    private readonly int up, down;
    private readonly double cutoff, halfWidth;
    private readonly float[]? table;

    private PolyphaseFilter(int up, int down)
    {
        (this.up, this.down) = (up, down);
        var lowerNyquist = Math.Min(1, (double)up / down); // in units of the source's
        cutoff = Cutoff * lowerNyquist;
        halfWidth = HalfWidth / lowerNyquist;
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

    /// <inheritdoc/>
    public int InputStep => Group * down;

    /// <inheritdoc/>
    public int WindowLength => InputStep + TapCount;

    /// <inheritdoc/>
    public int OutputStep => Group * up;

    /// <summary>The filter for a ratio in lowest terms; made once.</summary>
    public static PolyphaseFilter For(int up, int down) => Cache.GetOrAdd((up, down), static r => new(r.Up, r.Down));

    /// <summary>The source sample at or before output <paramref name="phase"/>.</summary>
    private int Offset(int phase) => (int)((long)phase * down / up);

    /// <summary>The row of a phase, from 0 to up - 1.</summary>
    public ReadOnlySpan<float> Phase(int phase)
    {
        if (table is not null)
            return table.AsSpan(phase * TapCount, TapCount);
        var row = new float[TapCount];
        Fill(phase, row);
        return row;
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<float> window, Span<float> output, int wanted)
    {
        for (var phase = 0; phase < Math.Min(up, wanted); phase++)
            ComputeGroup(Phase(phase), window[Offset(phase)..], down, output[phase..], up);
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

    /// <summary>Outputs phase, phase + up, ...: the same coefficients over sources that are <paramref name="down"/> apart.</summary>
    private static void ComputeGroup(ReadOnlySpan<float> taps, ReadOnlySpan<float> source, int down, Span<float> target, int up)
    {
        // Eight lanes everywhere, and a fused multiply-add where there is one: the same rounding on x64 (AVX2) and ARM64.
        ref var h = ref MemoryMarshal.GetReference(taps);
        ref var x0 = ref MemoryMarshal.GetReference(source);
        ref var x1 = ref MemoryMarshal.GetReference(source[down..]);
        ref var x2 = ref MemoryMarshal.GetReference(source[(2 * down)..]);
        ref var x3 = ref MemoryMarshal.GetReference(source[(3 * down)..((3 * down) + taps.Length)]);
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (nuint k = 0; k < (nuint)taps.Length; k += (nuint)Vector256<float>.Count)
        {
            var tap = Vector256.LoadUnsafe(ref h, k);
            sum0 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x0, k), sum0);
            sum1 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x1, k), sum1);
            sum2 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x2, k), sum2);
            sum3 = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x3, k), sum3);
        }
        target[0] = Vector256.Sum(sum0);
        target[up] = Vector256.Sum(sum1);
        target[2 * up] = Vector256.Sum(sum2);
        target[3 * up] = Vector256.Sum(sum3);
    }
}
