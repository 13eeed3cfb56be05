using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Workbench.Foundation;

namespace Workbench.Training.Kernels;

/// <summary>
/// A right factor laid out in the order in which a <see cref="GemmTile"/> reads it: as many columns as a tile has, row by row.
/// </summary>
internal static unsafe class Panel
{
    /// <summary>Rows that are fetched before they are read: the processor does not foresee steps as long as a row.</summary>
    private const int RowsAhead = 16;

    /// <summary>Packs one panel; columns beyond the last are 0.</summary>
    /// <param name="source">First value of the first of its columns.</param>
    /// <param name="rowStride">Values from one row of the factor to the next.</param>
    /// <param name="columnStride">Values from one column to the next.</param>
    /// <param name="rows">Rows of the factor: the depth of the product.</param>
    /// <param name="columns">Columns there are, at most <paramref name="width"/>.</param>
    /// <param name="target">Room for <paramref name="rows"/> x <paramref name="width"/> values.</param>
    /// <param name="width">Columns of a tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(float* source, nint rowStride, nint columnStride, int rows, int columns, float* target, int width)
    {
        if (columns < width)
            new Span<float>(target, rows * width).Clear();
        if (columnStride != 1)
            PackTransposed(source, rowStride, columnStride, rows, columns, target, width);
        else if (columns == width)
            PackWhole(source, rowStride, rows, target, width);
        else
            for (var k = 0; k < rows; k++)
                new ReadOnlySpan<float>(source + k * rowStride, columns).CopyTo(new(target + (nint)k * width, columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackWhole(float* source, nint rowStride, int rows, float* target, int width)
    {
        for (var k = 0; k < rows; k++, source += rowStride, target += width)
        {
            Cache.Prefetch(source + RowsAhead * rowStride, width);
            for (var column = 0; column < width; column += 2 * Vector128<float>.Count)
            {
                var right = Vector128.Load(source + column + Vector128<float>.Count);
                Vector128.Load(source + column).Store(target + column);
                right.Store(target + column + Vector128<float>.Count);
            }
        }
    }

    /// <summary>
    /// Where rows lie along memory, as in a transposed matrix, four columns of four values
    /// become rows at a time, until their cache lines are used up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed(float* source, nint rowStride, nint columnStride, int rows, int columns, float* target, int width)
    {
        const int Square = 4;
        var (wholeRows, wholeColumns) = rowStride == 1 ? (rows / Square * Square, columns / Square * Square) : (0, 0);
        for (var first = 0; first < wholeRows; first += Cache.Line)
            for (var column = 0; column < wholeColumns; column += Square)
            {
                for (var i = 0; i < Square; i++)
                    Cache.Prefetch(source + (column + i) * columnStride + first + 2 * Cache.Line, 1);
                for (var k = first; k < Math.Min(first + Cache.Line, wholeRows); k += Square)
                    Transposition.FourByFour(ref source[column * columnStride + k], (nuint)columnStride,
                        ref target[(nint)k * width + column], (nuint)width);
            }
        for (var k = 0; k < rows; k++)
            for (var column = k < wholeRows ? wholeColumns : 0; column < columns; column++)
                target[(nint)k * width + column] = source[column * columnStride + k * rowStride];
    }
}
