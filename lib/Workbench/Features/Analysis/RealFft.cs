using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Features.Analysis;

/// <summary>
/// Power spectra of real frames, one frame in each lane of a vector: no lane ever meets another, so that the code is the
/// textbook's, and the result of a frame is the same whatever the width of the vectors. A frame of n real samples is
/// transformed as n/2 complex numbers (even samples real, odd samples imaginary) by Stockham's radix-4 algorithm, which
/// reads one buffer and writes the other in order; the two halves are then told apart.
/// </summary>
/// <remarks>Twiddle factors are computed in double. One instance may serve several threads.</remarks>
internal sealed class RealFft
{
    private readonly int half;

    /// <summary>cos, sin of -2 pi j p / m for j = 1, 2, 3, in the order in which the passes need them.</summary>
    private readonly float[] twiddles;

    /// <summary>cos, sin of -2 pi k / n for k = 0..n/4.</summary>
    private readonly float[] splitTwiddles;

    /// <param name="length">Samples of a frame, a power of two, at least 4.</param>
    public RealFft(int length)
    {
        half = length / 2;
        List<float> factors = [];
        for (var m = half; m >= 4; m /= 4)
            for (var p = 0; p < m / 4; p++)
                for (var j = 1; j <= 3; j++)
                    AddRoot(factors, j * p, m);
        twiddles = [.. factors];
        factors.Clear();
        for (var k = 0; k <= half / 2; k++)
            AddRoot(factors, k, length);
        splitTwiddles = [.. factors];
    }

    /// <summary>Squared magnitudes of bins 0 to n/2.</summary>
    /// <param name="packed"><c>[n/2]</c> samples, even ones real, odd ones imaginary; overwritten.</param>
    /// <param name="scratch"><c>[n/2]</c>; overwritten.</param>
    /// <param name="power"><c>[n/2 + 1]</c>, the result.</param>
    public void Power(Span<ComplexLanes> packed, Span<ComplexLanes> scratch, Span<Vector<float>> power)
    {
        var x = packed[..half];
        var y = scratch[..half];
        var factors = twiddles.AsSpan();
        var stride = 1;
        var m = half;
        for (; m >= 4; m /= 4, stride *= 4)
        {
            Radix4(x, y, m, stride, factors);
            factors = factors[(m / 4 * 6)..];
            Swap(ref x, ref y);
        }
        if (m == 2)
        {
            Radix2(x, y);
            Swap(ref x, ref y);
        }
        Split(x, power);
    }

    /// <summary>One pass: <c>stride</c> interleaved sequences of m numbers become four times as many of m/4.</summary>
    private static void Radix4(ReadOnlySpan<ComplexLanes> x, Span<ComplexLanes> y, int m, int stride, ReadOnlySpan<float> factors)
    {
        var quarter = x.Length / 4;
        for (var p = 0; p < m / 4; p++)
        {
            var w1 = Broadcast(factors, 3 * p);
            var w2 = Broadcast(factors, 3 * p + 1);
            var w3 = Broadcast(factors, 3 * p + 2);
            for (var q = 0; q < stride; q++)
            {
                var from = p * stride + q;
                var to = 4 * p * stride + q;
                var (a, b, c, d) = (x[from], x[from + quarter], x[from + 2 * quarter], x[from + 3 * quarter]);
                var (sumAC, differenceAC, sumBD, differenceBD) = (a + c, a - c, b + d, (b - d).TimesI);
                y[to] = sumAC + sumBD;
                y[to + stride] = (differenceAC - differenceBD) * w1;
                y[to + 2 * stride] = (sumAC - sumBD) * w2;
                y[to + 3 * stride] = (differenceAC + differenceBD) * w3;
            }
        }
    }

    /// <summary>The last pass, where the power of two is odd.</summary>
    private static void Radix2(ReadOnlySpan<ComplexLanes> x, Span<ComplexLanes> y)
    {
        var middle = x.Length / 2;
        for (var q = 0; q < middle; q++)
        {
            y[q] = x[q] + x[q + middle];
            y[q + middle] = x[q] - x[q + middle];
        }
    }

    /// <summary>From Z = E + iO, the transforms of even and odd samples together, to |E + wO|^2 and its mirror |E - wO|^2.</summary>
    private void Split(ReadOnlySpan<ComplexLanes> z, Span<Vector<float>> power)
    {
        var oneHalf = new Vector<float>(0.5f);
        for (var k = 0; k <= half / 2; k++)
        {
            var (a, b) = (z[k], z[(half - k) & (half - 1)]);
            var even = new ComplexLanes((a.Re + b.Re) * oneHalf, (a.Im - b.Im) * oneHalf);
            var odd = new ComplexLanes((a.Im + b.Im) * oneHalf, (b.Re - a.Re) * oneHalf) * Broadcast(splitTwiddles, k);
            power[k] = SquaredMagnitude(even + odd);
            power[half - k] = SquaredMagnitude(even - odd);
        }
    }

    private static Vector<float> SquaredMagnitude(ComplexLanes z) => Vector.FusedMultiplyAdd(z.Re, z.Re, z.Im * z.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // not inlined by itself, and called for every twiddle factor
    private static ComplexLanes Broadcast(ReadOnlySpan<float> roots, int index) => new(new(roots[2 * index]), new(roots[2 * index + 1]));

    private static void Swap(ref Span<ComplexLanes> x, ref Span<ComplexLanes> y)
    {
        var previous = x;
        x = y;
        y = previous;
    }

    private static void AddRoot(List<float> factors, int numerator, int denominator)
    {
        var (sin, cos) = Math.SinCos(-2 * Math.PI * numerator / denominator);
        factors.Add((float)cos);
        factors.Add((float)sin);
    }
}
