using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>
/// Standardises columns (mean 0, standard deviation 1 over the catalogue), then brings each row to length 1, so that the dot
/// product of two rows is their cosine; of several blocks each to the root of its weight, so that it is the weighted mean of theirs.
/// </summary>
/// <remarks>
/// Its loops are compiled at once: a whole catalogue would pass through them before the runtime noticed that they are hot.
/// </remarks>
internal sealed class UnitScaler
{
    // Relative to the mean: what float32 rounding alone can make of a column that is constant.
    private const double ConstantTolerance = 1e-6;

    private readonly double[] means;
    private readonly double[] scales;
    private readonly ImmutableArray<EmbeddingBlock> blocks;

    private UnitScaler(double[] means, double[] scales, ImmutableArray<EmbeddingBlock> blocks) =>
        (this.means, this.scales, this.blocks) = (means, scales, blocks);

    /// <summary>Number of columns.</summary>
    public int ColumnCount => means.Length;

    /// <summary>Takes the means and deviations of a catalogue.</summary>
    /// <param name="values">Row-major <c>[songs, columns]</c>, finite.</param>
    /// <param name="blocks">Which columns belong together, at least 1 in all.</param>
    public static UnitScaler Fit(ReadOnlySpan<float> values, params ImmutableArray<EmbeddingBlock> blocks)
    {
        var columnCount = blocks.Sum(block => block.Units);
        var (means, variances) = (new double[columnCount], new double[columnCount]);
        var rowCount = values.Length / columnCount;
        for (var start = 0; start < values.Length; start += columnCount)
            AddShares(values.Slice(start, columnCount), rowCount, means);
        for (var start = 0; start < values.Length; start += columnCount)
            AddSquares(values.Slice(start, columnCount), means, rowCount, variances);
        double[] scales = [.. means.Zip(variances, (mean, variance) => Scale(mean, Math.Sqrt(variance)))];
        return new(means, scales, blocks);
    }

    /// <summary>Makes each row a vector of length 1, in place; zeros in a block that is the mean of all.</summary>
    /// <param name="values">Row-major <c>[songs, columns]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Project(Span<float> values)
    {
        for (var start = 0; start < values.Length; start += ColumnCount)
        {
            var row = values.Slice(start, ColumnCount);
            var first = 0;
            foreach (var block in blocks)
            {
                var end = first + block.Units;
                var squares = SumOfSquares(row, first, end);
                var scale = squares > 0 ? Math.Sqrt(block.Weight) / Math.Sqrt(squares) : 0;
                for (var column = first; column < end; column++)
                    row[column] = (float)((row[column] - means[column]) * scales[column] * scale);
                first = end;
            }
        }
    }

    /// <summary>A row as a vector of length 1.</summary>
    public float[] Projected(ReadOnlySpan<float> row)
    {
        float[] projected = [.. row];
        Project(projected);
        return projected;
    }

    // Columns do not meet here: however wide the vectors are, each has the same operations in the same order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddShares(ReadOnlySpan<float> row, double rowCount, Span<double> sums)
    {
        for (var column = 0; column < row.Length; column++)
            sums[column] += row[column] / rowCount;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares(ReadOnlySpan<float> row, ReadOnlySpan<double> means, double rowCount, Span<double> sums)
    {
        for (var column = 0; column < row.Length; column++)
        {
            var difference = row[column] - means[column];
            sums[column] += difference * difference / rowCount;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SumOfSquares(ReadOnlySpan<float> row, int first, int end)
    {
        var sum = 0.0;
        for (var column = first; column < end; column++)
        {
            var standardised = (row[column] - means[column]) * scales[column];
            sum += standardised * standardised;
        }
        return sum;
    }

    // A constant column says nothing.
    private static double Scale(double mean, double deviation) => deviation > ConstantTolerance * Math.Abs(mean) ? 1 / deviation : 0;
}
