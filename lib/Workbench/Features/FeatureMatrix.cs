using System.Collections.Immutable;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// A table of features: <c>[rows, columns]</c>, float32, row-major, with a name a column. A row is a frame of one clip, or,
/// after statistics over time, a whole song.
/// </summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class FeatureMatrix : ICard
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

    /// <summary>The first and the last rows, of the first and the last columns.</summary>
    DisplayTable ICard.Card
    {
        get
        {
            var (rows, columns) = (Ends(RowCount, 3, 2), Ends(ColumnCount, first: 4, 2));
            for (var first = 3; first > 0 && WidthOf(columns) > TextWrap.Width; first--)
                columns = Ends(ColumnCount, first, 2);
            object? Cell(int? row, int? column) => row is { } r && column is { } c ? this[r, c] : null;
            return new(["row", .. columns.Select(column => column is { } c ? ColumnNames[c] : "…")],
                [.. rows.Select(row => (object?[])[row is { } r ? $"{r}" : "…", .. columns.Select(column => Cell(row, column))])])
            {
                Caption = $"{Shown(rows, RowCount, "row")}, {Shown(columns, ColumnCount, "column")}",
            };
        }
    }

    /// <summary>About as many characters as the columns take in text.</summary>
    private int WidthOf(IEnumerable<int?> columns) =>
        3 + columns.Sum(column => 2 + (column is { } c ? Math.Max(ColumnNames[c].Length, 8) : 1));

    private static string Shown(int?[] places, int count, string one) =>
        places.Contains(null) ? $"{places.Length - 1} of {Counted.Of(count, one)}" : Counted.Of(count, one);

    /// <summary>The first and the last places of many, with null between them; all places of few.</summary>
    private static int?[] Ends(int count, int first, int last) => count <= first + last + 1
        ? [.. Enumerable.Range(0, count).Select(place => (int?)place)]
        : [.. Enumerable.Range(0, first), null, .. Enumerable.Range(count - last, last)];
}
