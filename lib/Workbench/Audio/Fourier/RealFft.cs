using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workbench.Audio.Fourier;

/// <summary>
/// Discrete Fourier transform of real frames and its inverse, one frame in each lane of a vector: no lane ever meets another,
/// so that the code is the textbook's, and the result of a frame is the same whatever the width of the vectors. A frame of n
/// real samples is transformed as n/2 complex numbers (even samples real, odd samples imaginary), in place, by radix-4 passes
/// with decimation in frequency: the first leaves four quarters, each small enough for the first-level cache, which are finished
/// one after the other. The result lies in digit-reversed order; even and odd samples are told apart while it is read.
/// </summary>
/// <remarks>Twiddle factors are computed in double. One instance may serve several threads.</remarks>
internal sealed class RealFft
{
    private readonly int half;

    /// <summary>cos, sin of -2 pi j p / m for j = 1, 2, 3, in the order in which the passes need them.</summary>
    private readonly float[] twiddles;

    /// <summary>sin, cos of -2 pi k / n, the latter with the other sign, for k = 0..n/4: the roots times -i.</summary>
    private readonly float[] splitTwiddles;

    /// <summary>Where number k of a transform is, for k = 0..n/2; the last is the first again.</summary>
    private readonly int[] places;

    /// <param name="length">Samples of a frame, a power of two, at least 8.</param>
    public RealFft(int length)
    {
        half = length / 2;
        places = [.. Enumerable.Range(0, half + 1).Select(k => Place(k & (half - 1), half))];
        twiddles =
        [
            .. from pass in Enumerable.Range(0, BitOperations.Log2((uint)half) / 2)
               let m = half >> (2 * pass)
               from p in Enumerable.Range(0, m / 4)
               from j in Enumerable.Range(1, 3)
               let root = Root(j * p, m)
               from part in new[] { root.Real, root.Imaginary }
               select (float)part,
        ];
        splitTwiddles =
        [
            .. from k in Enumerable.Range(0, half / 2 + 1)
               let root = Root(k, length)
               from part in new[] { root.Imaginary, -root.Real }
               select (float)part,
        ];
    }

    /// <summary>The spectrum, bins 0 to n/2, times two: callers have a factor of their own to put the scale into.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="work"><c>[n/2]</c>; overwritten.</param>
    /// <param name="spectrum"><c>[n/2 + 1]</c>, the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward<TFrames>(TFrames frames, Span<ComplexLanes> work, Span<ComplexLanes> spectrum)
        where TFrames : IPackedFrames, allows ref struct
    {
        Transform(frames, work[..half]);
        var split = new SplitBins(this, work);
        ref var low = ref MemoryMarshal.GetReference(spectrum[..(half + 1)]);
        ref var high = ref Unsafe.Add(ref low, half);
        for (nuint k = 0; k <= (nuint)half / 2; k++)
        {
            var (even, odd) = split[k];
            low = even + odd;
            high = (even - odd).Conjugate;
            low = ref Unsafe.Add(ref low, 1);
            high = ref Unsafe.Subtract(ref high, 1);
        }
    }

    /// <summary>Squared magnitudes of bins 0 to n/2, times four.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="work"><c>[n/2]</c>; overwritten.</param>
    /// <param name="power"><c>[n/2 + 1]</c>, the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Power<TFrames>(TFrames frames, Span<ComplexLanes> work, Span<Vector<float>> power)
        where TFrames : IPackedFrames, allows ref struct
    {
        Transform(frames, work[..half]);
        var split = new SplitBins(this, work);
        ref var low = ref MemoryMarshal.GetReference(power[..(half + 1)]);
        ref var high = ref Unsafe.Add(ref low, half);
        for (nuint k = 0; k <= (nuint)half / 2; k++)
        {
            var (even, odd) = split[k];
            low = (even + odd).SquaredMagnitude;
            high = (even - odd).SquaredMagnitude;
            low = ref Unsafe.Add(ref low, 1);
            high = ref Unsafe.Subtract(ref high, 1);
        }
    }

    /// <summary>The frame whose spectrum is given, times n: the caller has a factor of his own to put the scale into.</summary>
    /// <param name="spectrum">Bins 0 to n/2; the imaginary parts of the first and the last count as 0.</param>
    /// <param name="work"><c>[n/2]</c>; overwritten.</param>
    /// <param name="packed"><c>[n/2]</c>, the result: even samples real, odd samples imaginary.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Inverse(ReadOnlySpan<ComplexLanes> spectrum, Span<ComplexLanes> work, Span<ComplexLanes> packed)
    {
        // The inverse of z is the transform of z with real and imaginary part exchanged, exchanged again.
        work[0] = new(spectrum[0].Re - spectrum[half].Re, spectrum[0].Re + spectrum[half].Re);
        for (var k = 1; k <= half / 2; k++)
        {
            var (a, b) = (spectrum[k], spectrum[half - k].Conjugate);
            var even = a + b;
            var odd = (a - b) * Broadcast(ref MemoryMarshal.GetArrayDataReference(splitTwiddles), k).Conjugate;
            work[k] = (even + odd).Exchanged;
            work[half - k] = (even - odd).Conjugate.Exchanged;
        }
        Transform(new PackedFrames(work), work[..half]);
        for (var k = 0; k < half; k++)
            packed[k] = work[places[k]].Exchanged;
    }

    /// <summary>The complex transform; number k is at <see cref="places"/>[k] of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform<TFrames>(TFrames frames, Span<ComplexLanes> result)
        where TFrames : IPackedFrames, allows ref struct
    {
        ref var factor = ref MemoryMarshal.GetArrayDataReference(twiddles);
        ref var target = ref MemoryMarshal.GetReference(result);
        var quarter = half / 4;
        var step = (nuint)quarter;
        for (nuint p = 0; p < step; p++)
        {
            var (s0, s1, s2, s3) = Butterfly(frames[p], frames[p + step], frames[p + 2 * step], frames[p + 3 * step]);
            target = s0;
            Unsafe.Add(ref target, step) = s1 * Broadcast(ref factor, 0);
            Unsafe.Add(ref target, 2 * step) = s2 * Broadcast(ref factor, 1);
            Unsafe.Add(ref target, 3 * step) = s3 * Broadcast(ref factor, 2);
            target = ref Unsafe.Add(ref target, 1);
            factor = ref Unsafe.Add(ref factor, 6);
        }
        for (var j = 0; j < 4; j++)
            TransformQuarter(result.Slice(j * quarter, quarter), twiddles.AsSpan(6 * quarter));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransformQuarter(Span<ComplexLanes> x, ReadOnlySpan<float> factors)
    {
        var m = x.Length;
        for (; m >= 4; m /= 4)
        {
            Radix4(x, m, factors);
            factors = factors[(m / 4 * 6)..];
        }
        if (m == 2)
            for (var i = 0; i < x.Length; i += 2)
                (x[i], x[i + 1]) = (x[i] + x[i + 1], x[i] - x[i + 1]);
    }

    /// <summary>One pass: sequences of m numbers, one after the other, become four each of m/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix4(Span<ComplexLanes> x, int m, ReadOnlySpan<float> factors)
    {
        ref var end = ref Unsafe.Add(ref MemoryMarshal.GetReference(x), x.Length);
        var (step1, step2, step3) = (Bytes(m / 4), Bytes(m / 2), Bytes(m / 4 * 3));
        for (ref var a = ref MemoryMarshal.GetReference(x); Unsafe.IsAddressLessThan(ref a, ref end); a = ref Unsafe.Add(ref a, m))
        {
            ref var b = ref Unsafe.AddByteOffset(ref a, step1);
            ref var c = ref Unsafe.AddByteOffset(ref a, step2);
            ref var d = ref Unsafe.AddByteOffset(ref a, step3);
            (a, b, c, d) = Butterfly(a, b, c, d); // the factors are 1
        }
        for (var p = 1; p < m / 4; p++)
        {
            ref var factor = ref Unsafe.Add(ref MemoryMarshal.GetReference(factors), 6 * p);
            var (w1, w2, w3) = (new RootLanes(ref factor, 0), new RootLanes(ref factor, 1), new RootLanes(ref factor, 2));
            for (ref var a = ref x[p]; Unsafe.IsAddressLessThan(ref a, ref end); a = ref Unsafe.Add(ref a, m))
            {
                ref var b = ref Unsafe.AddByteOffset(ref a, step1);
                ref var c = ref Unsafe.AddByteOffset(ref a, step2);
                ref var d = ref Unsafe.AddByteOffset(ref a, step3);
                var (s0, s1, s2, s3) = Butterfly(a, b, c, d);
                a = s0;
                b = s1 * w1;
                c = s2 * w2;
                d = s3 * w3;
            }
        }
    }

    /// <summary>The transform of four numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ComplexLanes S0, ComplexLanes S1, ComplexLanes S2, ComplexLanes S3) Butterfly(ComplexLanes a,
        ComplexLanes b, ComplexLanes c, ComplexLanes d)
    {
        var (sumAC, differenceAC, sumBD, differenceBD) = (a + c, a - c, b + d, b - d);
        return (
            sumAC + sumBD,
            new(differenceAC.Re + differenceBD.Im, differenceAC.Im - differenceBD.Re), // plus -i times the other difference
            sumAC - sumBD,
            new(differenceAC.Re - differenceBD.Im, differenceAC.Im + differenceBD.Re));
    }

    /// <summary>
    /// Reads Z = E + iO, the transforms of even and odd samples together, as E and wO at bin k, times two: bin k of the frame is
    /// E + wO, bin n/2 - k the conjugate of E - wO.
    /// </summary>
    private readonly ref struct SplitBins(RealFft fft, ReadOnlySpan<ComplexLanes> z)
    {
        private readonly ref ComplexLanes origin = ref MemoryMarshal.GetReference(z);
        private readonly ref int place = ref MemoryMarshal.GetArrayDataReference(fft.places);
        private readonly ref int mirrored = ref fft.places[fft.half];
        private readonly ref float roots = ref MemoryMarshal.GetArrayDataReference(fft.splitTwiddles);

        public (ComplexLanes Even, ComplexLanes Odd) this[nuint k]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                var a = Unsafe.Add(ref origin, Unsafe.Add(ref place, k));
                var b = Unsafe.Add(ref origin, Unsafe.Subtract(ref mirrored, k));
                var difference = new ComplexLanes(a.Re - b.Re, a.Im + b.Im);
                return (new(a.Re + b.Re, a.Im - b.Im), difference * Broadcast(ref Unsafe.Add(ref roots, 2 * k), 0));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // not inlined by itself, and called for every twiddle factor
    private static ComplexLanes Broadcast(ref float roots, int index) =>
        new(new(Unsafe.Add(ref roots, 2 * index)), new(Unsafe.Add(ref roots, 2 * index + 1)));

    private static nint Bytes(int count) => count * Unsafe.SizeOf<ComplexLanes>();

    /// <summary>The digits of k to base 4, reversed.</summary>
    private static int Place(int k, int count) => count < 4 ? k : (k & 3) * (count / 4) + Place(k >> 2, count / 4);

    private static Complex Root(int numerator, int denominator) => Complex.FromPolarCoordinates(1, -2 * Math.PI * numerator / denominator);
}
