using System.Collections.Immutable;

namespace Workbench.Features;

/// <summary>
/// A table of features: <c>[rows, columns]</c>, float32, row-major, with a name a column. A row is a frame of one clip, or,
/// after statistics over time, a whole song.
/// </summary>
public sealed class FeatureMatrix
{
    private readonly float[] values;

    /// <summary>Wraps values; the array is not copied.</summary>
    /// <param name="columnNames">One name a column, in order.</param>
    /// <param name="values">Row-major values; the length is a multiple of the number of columns.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public FeatureMatrix(ImmutableArray<string> columnNames, float[] values)
    {
        if (columnNames.IsDefaultOrEmpty || values.Length % columnNames.Length != 0)
            throw new ArgumentException(
                $"{values.Length} values do not fill rows of {(columnNames.IsDefault ? 0 : columnNames.Length)} columns.", nameof(values));
        ColumnNames = columnNames;
        this.values = values;
    }

    /// <summary>One name a column.</summary>
    public ImmutableArray<string> ColumnNames { get; }

    /// <summary>Number of columns, at least 1.</summary>
    public int ColumnCount => ColumnNames.Length;

    /// <summary>Number of rows.</summary>
    public int RowCount => values.Length / ColumnCount;

    /// <summary>All values, row-major.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The array of the values itself, for whoever takes it over from the matrix.</summary>
    internal float[] Array => values;

    /// <summary>The value at a row and a column.</summary>
    public float this[int row, int column] => values[row * ColumnCount + column];

    /// <summary>One row.</summary>
    /// <param name="index">0 to <see cref="RowCount"/> - 1.</param>
    public ReadOnlySpan<float> Row(int index) => values.AsSpan(index * ColumnCount, ColumnCount);

    /// <summary>The chosen rows, in the order given.</summary>
    public FeatureMatrix Rows(IReadOnlyList<int> indices)
    {
        var chosen = new float[indices.Count * ColumnCount];
        for (var i = 0; i < indices.Count; i++)
            Row(indices[i]).CopyTo(chosen.AsSpan(i * ColumnCount));
        return new(ColumnNames, chosen);
    }
}
