using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workbench.Audio.Fourier;

/// <summary>
/// Discrete Fourier transform of real frames and its inverse, one frame in each lane of a vector: no lane ever meets another,
/// so that the code is the textbook's, and the result of a frame is the same whatever the width of the vectors. A frame of n
/// real samples is transformed as n/2 complex numbers (even samples real, odd samples imaginary). One radix-4 pass leaves four
/// quarters, each small enough for the first-level cache, where Stockham's radix-4 algorithm transforms it, reading one buffer
/// and writing the other in order; even and odd samples are then told apart.
/// </summary>
/// <remarks>
/// A frame is handed over packed: <c>[n/2]</c>, even samples real, odd samples imaginary. Twiddle factors are computed in
/// double. One instance may serve several threads.
/// </remarks>
internal sealed class RealFft
{
    private readonly int half;

    /// <summary>cos, sin of -2 pi j p / m for j = 1, 2, 3, in the order in which the passes need them.</summary>
    private readonly float[] twiddles;

    /// <summary>cos, sin of -2 pi k / n for k = 0..n/4.</summary>
    private readonly float[] splitTwiddles;

    /// <param name="length">Samples of a frame, a power of two, at least 8.</param>
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

    /// <summary>The spectrum, bins 0 to n/2.</summary>
    /// <param name="packed">The frame; overwritten.</param>
    /// <param name="scratch"><c>[n/2]</c>; overwritten.</param>
    /// <param name="spectrum"><c>[n/2 + 1]</c>, the result.</param>
    public void Forward(Span<ComplexLanes> packed, Span<ComplexLanes> scratch, Span<ComplexLanes> spectrum)
    {
        var z = Transform(packed[..half], scratch[..half], out _);
        for (var k = 0; k <= half / 2; k++)
        {
            var (even, odd) = Split(z, k);
            spectrum[k] = even + odd;
            spectrum[half - k] = (even - odd).Conjugate;
        }
    }

    /// <summary>Squared magnitudes of bins 0 to n/2.</summary>
    /// <param name="packed">The frame; overwritten.</param>
    /// <param name="scratch"><c>[n/2]</c>; overwritten.</param>
    /// <param name="power"><c>[n/2 + 1]</c>, the result.</param>
    public void Power(Span<ComplexLanes> packed, Span<ComplexLanes> scratch, Span<Vector<float>> power)
    {
        var z = Transform(packed[..half], scratch[..half], out _);
        for (var k = 0; k <= half / 2; k++)
        {
            var (even, odd) = Split(z, k);
            power[k] = (even + odd).SquaredMagnitude;
            power[half - k] = (even - odd).SquaredMagnitude;
        }
    }

    /// <summary>The frame whose spectrum is given, times n/2: the caller has a factor of his own to put the scale into.</summary>
    /// <param name="spectrum">Bins 0 to n/2; the imaginary parts of the first and the last count as 0.</param>
    /// <param name="first"><c>[n/2]</c>; overwritten.</param>
    /// <param name="second"><c>[n/2]</c>; overwritten.</param>
    /// <returns>The frame, packed, in one of the two buffers.</returns>
    public Span<ComplexLanes> Inverse(ReadOnlySpan<ComplexLanes> spectrum, Span<ComplexLanes> first, Span<ComplexLanes> second)
    {
        // The inverse of z is the transform of z with real and imaginary part exchanged, exchanged again.
        first[0] = new((spectrum[0].Re - spectrum[half].Re) * 0.5f, (spectrum[0].Re + spectrum[half].Re) * 0.5f);
        for (var k = 1; k <= half / 2; k++)
        {
            var (a, b) = (spectrum[k], spectrum[half - k].Conjugate);
            var even = (a + b) * 0.5f;
            var odd = (a - b) * 0.5f * Broadcast(splitTwiddles, k).Conjugate;
            first[k] = (even + odd.TimesI).Exchanged;
            first[half - k] = (even.Conjugate + odd.Conjugate.TimesI).Exchanged;
        }
        var z = Transform(first[..half], second[..half], out var packed);
        for (var k = 0; k < half; k++)
            packed[k] = z[Place(k)].Exchanged;
        return packed;
    }

    /// <summary>The complex transform; number k is at <see cref="Place"/> of the result, which is one of the two buffers.</summary>
    /// <param name="x">The numbers; overwritten.</param>
    /// <param name="y">As long; overwritten.</param>
    /// <param name="free">The other of the two buffers.</param>
    private Span<ComplexLanes> Transform(Span<ComplexLanes> x, Span<ComplexLanes> y, out Span<ComplexLanes> free)
    {
        var quarter = half / 4;
        Quarter(x, y, twiddles);
        var isInX = true;
        for (var j = 0; j < 4; j++)
            isInX = TransformQuarter(y.Slice(j * quarter, quarter), x.Slice(j * quarter, quarter), twiddles.AsSpan(6 * quarter));
        free = isInX ? y : x;
        return isInX ? x : y;
    }

    /// <summary>Where number k of a transform is: the quarters take turns.</summary>
    private int Place(int k) => (k & 3) * (half / 4) + (k >> 2);

    /// <summary>The first pass: four sequences of a quarter of the length, one after the other.</summary>
    private static void Quarter(ReadOnlySpan<ComplexLanes> x, Span<ComplexLanes> y, ReadOnlySpan<float> factors)
    {
        var quarter = x.Length / 4;
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        for (var p = 0; p < quarter; p++)
        {
            var (s0, s1, s2, s3) = Butterfly(ref Unsafe.Add(ref source, p), quarter);
            Store(ref Unsafe.Add(ref target, p), quarter, s0, s1 * Broadcast(factors, 3 * p), s2 * Broadcast(factors, 3 * p + 1), s3 * Broadcast(factors, 3 * p + 2));
        }
    }

    /// <summary>The passes over a quarter; tells whether the result is in <paramref name="y"/>, not <paramref name="x"/>.</summary>
    private static bool TransformQuarter(Span<ComplexLanes> x, Span<ComplexLanes> y, ReadOnlySpan<float> factors)
    {
        var (m, stride, isInY) = (x.Length, 1, false);
        for (; m >= 4; m /= 4, stride *= 4)
        {
            Radix4(x, y, m, stride, factors);
            factors = factors[(m / 4 * 6)..];
            Swap(ref x, ref y);
            isInY = !isInY;
        }
        if (m == 1)
            return isInY;
        Radix2(x, y);
        return !isInY;
    }

    /// <summary>One pass: <c>stride</c> interleaved sequences of m numbers become four times as many of m/4.</summary>
    private static void Radix4(ReadOnlySpan<ComplexLanes> x, Span<ComplexLanes> y, int m, int stride, ReadOnlySpan<float> factors)
    {
        var quarter = x.Length / 4;
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        for (var q = 0; q < stride; q++)
        {
            var (s0, s1, s2, s3) = Butterfly(ref Unsafe.Add(ref source, q), quarter);
            Store(ref Unsafe.Add(ref target, q), stride, s0, s1, s2, s3); // the factors are 1
        }
        for (var p = 1; p < m / 4; p++)
        {
            var w1 = Broadcast(factors, 3 * p);
            var w2 = Broadcast(factors, 3 * p + 1);
            var w3 = Broadcast(factors, 3 * p + 2);
            for (var q = p * stride; q < (p + 1) * stride; q++)
            {
                var (s0, s1, s2, s3) = Butterfly(ref Unsafe.Add(ref source, q), quarter);
                Store(ref Unsafe.Add(ref target, q + 3 * p * stride), stride, s0, s1 * w1, s2 * w2, s3 * w3);
            }
        }
    }

    /// <summary>The transform of four numbers that lie <paramref name="step"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ComplexLanes S0, ComplexLanes S1, ComplexLanes S2, ComplexLanes S3) Butterfly(ref ComplexLanes x, int step)
    {
        var (a, b, c, d) = (x, Unsafe.Add(ref x, step), Unsafe.Add(ref x, 2 * step), Unsafe.Add(ref x, 3 * step));
        var (sumAC, differenceAC, sumBD, differenceBD) = (a + c, a - c, b + d, (b - d).TimesI);
        return (sumAC + sumBD, differenceAC - differenceBD, sumAC - sumBD, differenceAC + differenceBD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref ComplexLanes y, int step, ComplexLanes s0, ComplexLanes s1, ComplexLanes s2, ComplexLanes s3)
    {
        y = s0;
        Unsafe.Add(ref y, step) = s1;
        Unsafe.Add(ref y, 2 * step) = s2;
        Unsafe.Add(ref y, 3 * step) = s3;
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

    /// <summary>
    /// From Z = E + iO, the transforms of even and odd samples together, to E and wO at bin k: bin k of the frame is E + wO, bin
    /// n/2 - k the conjugate of E - wO.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (ComplexLanes Even, ComplexLanes Odd) Split(ReadOnlySpan<ComplexLanes> z, int k)
    {
        var (a, b) = (z[Place(k)], z[Place((half - k) & (half - 1))].Conjugate);
        return ((a + b) * 0.5f, (a - b).TimesI * -0.5f * Broadcast(splitTwiddles, k));
    }

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
