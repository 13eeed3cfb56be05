using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Workbench.Training.Kernels;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// Products of codes: 8 bits are widened to 16, multiplied and added in 32. Whole numbers, so that all widths of vectors and all
/// processors give the same.
/// </summary>
internal static unsafe class CodeProduct
{
    /// <summary>Bytes of a page: processors fetch ahead by themselves, but not beyond the end of a page.</summary>
    private const int Ahead = 4096;

    /// <summary>The products of rows and a query.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="query">The query; no sum of products with a row may leave 32 bits.</param>
    /// <param name="length">Codes of a row and of the query: a multiple of 64.</param>
    /// <param name="products">One a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(sbyte* rows, short* query, int length, Span<int> products)
    {
        for (var row = 0; row < products.Length; row++, rows += length)
        {
            Cache.Prefetch((float*)(rows + Ahead), length / sizeof(float));
            products[row] = Avx512BW.IsSupported && Vector512.IsHardwareAccelerated ? Wide512(rows, query, length)
                : Avx2.IsSupported ? Wide256(rows, query, length)
                : Wide128(rows, query, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Wide512(sbyte* row, short* query, int length)
    {
        var (even, odd) = (Vector512<int>.Zero, Vector512<int>.Zero);
        for (var i = 0; i < length; i += 64)
        {
            even += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.Load(row + i)), Vector512.Load(query + i));
            odd += Avx512BW.MultiplyAddAdjacent(
                Avx512BW.ConvertToVector512Int16(Vector256.Load(row + i + 32)), Vector512.Load(query + i + 32));
        }
        return Vector512.Sum(even + odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Wide256(sbyte* row, short* query, int length)
    {
        var (even, odd) = (Vector256<int>.Zero, Vector256<int>.Zero);
        for (var i = 0; i < length; i += 32)
        {
            even += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.Load(row + i)), Vector256.Load(query + i));
            odd += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.Load(row + i + 16)), Vector256.Load(query + i + 16));
        }
        return Vector256.Sum(even + odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Wide128(sbyte* row, short* query, int length)
    {
        var (even, odd) = (Vector128<int>.Zero, Vector128<int>.Zero);
        for (var i = 0; i < length; i += 16)
        {
            var codes = Vector128.Load(row + i);
            even += Products(Vector128.WidenLower(codes), Vector128.Load(query + i));
            odd += Products(Vector128.WidenUpper(codes), Vector128.Load(query + i + 8));
        }
        return Vector128.Sum(even + odd);
    }

    /// <summary>Eight products as four sums of two; of which two differs, and the sum of all does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
            return Sse2.MultiplyAddAdjacent(a, b);
        if (AdvSimd.IsSupported)
            return AdvSimd.MultiplyWideningUpperAndAdd(AdvSimd.MultiplyWideningLower(a.GetLower(), b.GetLower()), a, b);
        return Vector128.WidenLower(a) * Vector128.WidenLower(b) + Vector128.WidenUpper(a) * Vector128.WidenUpper(b);
    }
}
