using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>
/// Standardises columns (mean 0, standard deviation 1 over the catalogue, no value farther out than a limit), then brings each row to
/// length 1, so that the dot product of two rows is their cosine; of several blocks each to the root of its weight, so that it is the
/// weighted mean of theirs.
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
    private readonly double clip;
    private readonly ImmutableArray<EmbeddingBlock> blocks;

    private UnitScaler(double[] means, double[] scales, double clip, ImmutableArray<EmbeddingBlock> blocks) =>
        (this.means, this.scales, this.clip, this.blocks) = (means, scales, clip, blocks);

    /// <summary>Number of columns.</summary>
    public int ColumnCount => means.Length;

    /// <summary>What whitens the standardised columns, which are then one block; null for nothing.</summary>
    public WithinArtistWhitening? Whitening { get; init; }

    /// <summary>Takes the means and deviations of a catalogue.</summary>
    /// <param name="values">Row-major <c>[songs, columns]</c>, finite.</param>
    /// <param name="clip">How many deviations a value counts for at most.</param>
    /// <param name="blocks">Which columns belong together, at least 1 in all.</param>
    public static UnitScaler Fit(ReadOnlySpan<float> values, double clip, params ImmutableArray<EmbeddingBlock> blocks)
    {
        var columnCount = blocks.Sum(block => block.Units);
        var (means, variances) = (new double[columnCount], new double[columnCount]);
        var rowCount = values.Length / columnCount;
        for (var start = 0; start < values.Length; start += columnCount)
            AddShares(values.Slice(start, columnCount), rowCount, means);
        for (var start = 0; start < values.Length; start += columnCount)
            AddSquares(values.Slice(start, columnCount), means, rowCount, variances);
        double[] scales = [.. means.Zip(variances, (mean, variance) => Scale(mean, Math.Sqrt(variance)))];
        return new(means, scales, clip, blocks);
    }

    /// <summary>The same columns, whitened by what they differ by within artists.</summary>
    /// <param name="values">The songs, row-major.</param>
    /// <param name="artists">The songs of each artist.</param>
    /// <param name="shrinkage">As <see cref="SimilaritySpec.Shrinkage"/>.</param>
    public UnitScaler WhitenedBy(float[] values, IEnumerable<int[]> artists, double shrinkage) => new(means, scales, clip, blocks)
    {
        Whitening = WithinArtistWhitening.Fit(artists, ColumnCount, shrinkage,
            (song, row) => Standardise(values.AsSpan(song * ColumnCount, ColumnCount), row)),
    };

    /// <summary>A row as a vector of a length; zeros in a block that is the mean of all.</summary>
    /// <param name="row">The values.</param>
    /// <param name="length">The length of the vector.</param>
    /// <param name="vector">Where it goes; may be the same memory.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Project(ReadOnlySpan<float> row, double length, Span<float> vector)
    {
        var standardised = new double[ColumnCount];
        Standardise(row, standardised);
        Whitening?.Apply(standardised);
        var first = 0;
        foreach (var block in blocks)
        {
            var (end, squares) = (first + block.Units, 0.0);
            for (var column = first; column < end; column++)
                squares += standardised[column] * standardised[column];
            var scale = squares > 0 ? length * Math.Sqrt(block.Weight) / Math.Sqrt(squares) : 0;
            for (var column = first; column < end; column++)
                vector[column] = (float)(standardised[column] * scale);
            first = end;
        }
    }

    /// <summary>Writes all of it.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(clip);
        writer.Write(blocks.Length);
        foreach (var block in blocks)
        {
            writer.Write(block.Units);
            writer.Write(block.Weight);
        }
        writer.Write(MemoryMarshal.AsBytes(means.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(scales.AsSpan()));
        writer.Write(Whitening is not null);
        Whitening?.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static UnitScaler Read(BinaryReader reader)
    {
        var clip = reader.ReadDouble();
        var blocks = new EmbeddingBlock[reader.ReadInt32()];
        for (var i = 0; i < blocks.Length; i++)
            blocks[i] = new(reader.ReadInt32(), reader.ReadDouble());
        var columns = blocks.Sum(block => block.Units);
        var (means, scales) = (new double[columns], new double[columns]);
        reader.ReadExactly(MemoryMarshal.AsBytes(means.AsSpan()));
        reader.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        return new(means, scales, clip, [.. blocks])
        {
            Whitening = reader.ReadBoolean() ? WithinArtistWhitening.Read(reader, columns) : null,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Standardise(ReadOnlySpan<float> row, Span<double> standardised)
    {
        for (var column = 0; column < means.Length; column++)
            standardised[column] = Math.Clamp((row[column] - means[column]) * scales[column], -clip, clip);
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

    // A constant column says nothing.
    private static double Scale(double mean, double deviation) => deviation > ConstantTolerance * Math.Abs(mean) ? 1 / deviation : 0;
}
