using System.Numerics;

namespace Workbench.Training.Kernels;

/// <summary>Sums down the columns of a matrix, in double precision and in the order of the rows.</summary>
internal static class Columns
{
    /// <summary>Columns of a work item; rows are read in pieces of four cache lines.</summary>
    public const int BlockSize = 64;

    /// <summary>Number of work items.</summary>
    public static int BlockCount(int columns) => (columns + BlockSize - 1) / BlockSize;

    /// <summary>Columns of one work item.</summary>
    public static int SizeOf(int block, int columns) => Math.Min(BlockSize, columns - block * BlockSize);

    /// <summary><c>sums += row</c>.</summary>
    public static void Add(ReadOnlySpan<float> row, Span<double> sums)
    {
        var (i, half) = (0, Vector<double>.Count);
        for (; i <= row.Length - 2 * half; i += 2 * half)
        {
            Vector.Widen(new Vector<float>(row[i..]), out var low, out var high);
            (new Vector<double>(sums[i..]) + low).CopyTo(sums[i..]);
            (new Vector<double>(sums[(i + half)..]) + high).CopyTo(sums[(i + half)..]);
        }
        for (; i < row.Length; i++)
            sums[i] += row[i];
    }

    /// <summary><c>sums += a * b</c>, each product exact.</summary>
    public static void AddProducts(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<double> sums)
    {
        var (i, half) = (0, Vector<double>.Count);
        for (; i <= a.Length - 2 * half; i += 2 * half)
        {
            Vector.Widen(new Vector<float>(a[i..]), out var aLow, out var aHigh);
            Vector.Widen(new Vector<float>(b[i..]), out var bLow, out var bHigh);
            (new Vector<double>(sums[i..]) + aLow * bLow).CopyTo(sums[i..]);
            (new Vector<double>(sums[(i + half)..]) + aHigh * bHigh).CopyTo(sums[(i + half)..]);
        }
        for (; i < a.Length; i++)
            sums[i] += (double)a[i] * b[i];
    }
}
