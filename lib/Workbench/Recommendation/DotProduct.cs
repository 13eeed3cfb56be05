using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workbench.Recommendation;

/// <summary>The inner loop of a scan over a catalogue.</summary>
internal static class DotProduct
{
    /// <summary>
    /// The sum of products. The additions have one fixed order (32 partial sums, no fused multiply-add) whatever the width of
    /// the machine's vectors, so that a near tie falls the same way everywhere.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // a whole catalogue passes through it before the runtime finds it hot
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"Vectors of {a.Length} and {b.Length} values have no dot product.", nameof(b));
        var lanesA = MemoryMarshal.Cast<float, Vector256<float>>(a);
        var lanesB = MemoryMarshal.Cast<float, Vector256<float>>(b);
        var (sum0, sum1, sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= lanesA.Length - 4; i += 4)
        {
            sum0 += lanesA[i] * lanesB[i];
            sum1 += lanesA[i + 1] * lanesB[i + 1];
            sum2 += lanesA[i + 2] * lanesB[i + 2];
            sum3 += lanesA[i + 3] * lanesB[i + 3];
        }
        for (; i < lanesA.Length; i++)
            sum0 += lanesA[i] * lanesB[i];

        var partial = sum0 + sum1 + (sum2 + sum3);
        var sum = 0f;
        for (var lane = 0; lane < Vector256<float>.Count; lane++)
            sum += partial[lane];
        for (var rest = lanesA.Length * Vector256<float>.Count; rest < a.Length; rest++)
            sum += a[rest] * b[rest];
        return sum;
    }
}
