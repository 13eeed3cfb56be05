using System.Numerics;

namespace Workbench.Training.Kernels;

/// <summary>Sums down the columns of a matrix, in double precision and in the order of the rows.</summary>
internal static class Columns
{
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
}
