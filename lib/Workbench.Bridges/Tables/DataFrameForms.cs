using System.Globalization;
using Microsoft.Data.Analysis;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>
/// How a <see cref="DataFrame"/> is shown: its first rows, and below them the type and the missing values of each column, also of
/// those that are not shown. Nothing is computed of its numbers.
/// </summary>
public static class DataFrameForms
{
    /// <summary>The most rows that are shown.</summary>
    public const int ShownRows = 25;

    private const int LongestCell = 60, FirstShown = 10, FirstListed = 38, Last = 2;

    /// <summary>The frame as HTML that needs neither style sheet nor script; on narrow screens it scrolls sideways.</summary>
    /// <param name="frame">Any frame; texts in it are escaped.</param>
    public static string ToHtml(DataFrame frame) => string.Concat(Tables(frame).Select(table => table.ToHtml()));

    /// <summary>The frame as text of fixed width.</summary>
    /// <param name="frame">Any frame.</param>
    public static string ToText(DataFrame frame) => string.Join("\n\n", Tables(frame).Select(table => table.ToString()));

    private static IEnumerable<DisplayTable> Tables(DataFrame frame)
    {
        if (frame.Columns.Count > 0 && frame.Rows.Count > 0)
            yield return Head(frame);
        yield return ColumnList(frame);
    }

    private static DisplayTable Head(DataFrame frame)
    {
        var rows = (int)Math.Min(frame.Rows.Count, ShownRows);
        var columns = Ends(frame.Columns.Count, FirstShown);
        return new([.. columns.Select(column => column is { } c ? frame.Columns[c].Name : "…")],
            [.. Enumerable.Range(0, rows).Select(row =>
                (IReadOnlyList<object?>)[.. columns.Select(column => column is { } c ? frame.Columns[c][row] : "…")])])
        {
            CellLimit = LongestCell,
            Caption = string.Create(CultureInfo.InvariantCulture,
                $"{(rows < frame.Rows.Count ? $"the first {rows} of " : "")}{Counted.Of(frame.Rows.Count, "row")}, "
                + $"{(columns.Contains(null) ? $"{columns.Length - 1} of " : "")}{Counted.Of(frame.Columns.Count, "column")}"),
        };
    }

    private static DisplayTable ColumnList(DataFrame frame)
    {
        (string Name, string Type, long Missing)[] lines = [.. Lines(frame)];
        return new(["column", "type", "missing"], [.. Ends(lines.Length, FirstListed).Select(line => line is { } l
            ? (IReadOnlyList<object?>)[lines[l].Name, lines[l].Type, lines[l].Missing]
            : ["…", "…", null])])
        {
            CellLimit = LongestCell,
            Caption = string.Create(CultureInfo.InvariantCulture,
                $"{Counted.Of(frame.Rows.Count, "row")} of {Counted.Of(frame.Columns.Count, "column")}, "
                + $"{Counted.Of(frame.Columns.Sum(column => column.NullCount), "value")} missing"),
        };
    }

    /// <summary>A line a column; of many columns one line for those that follow each other and are alike.</summary>
    private static IEnumerable<(string Name, string Type, long Missing)> Lines(DataFrame frame)
    {
        var isLong = frame.Columns.Count > FirstShown + Last + 1;
        for (int first = 0, next; first < frame.Columns.Count; first = next)
        {
            var (column, type) = (frame.Columns[first], FrameValues.TypeName(frame.Columns[first]));
            for (next = first + 1; isLong && next < frame.Columns.Count && FrameValues.TypeName(frame.Columns[next]) == type
                && frame.Columns[next].NullCount == column.NullCount;)
                next++;
            yield return (next - first == 1 ? column.Name : $"{column.Name} … {frame.Columns[next - 1].Name} ({next - first})", type,
                column.NullCount);
        }
    }

    /// <summary>The first and the last places of many, with null between them; all places of few.</summary>
    private static int?[] Ends(int count, int first) => count <= first + Last + 1
        ? [.. Enumerable.Range(0, count).Select(place => (int?)place)]
        : [.. Enumerable.Range(0, first), null, .. Enumerable.Range(count - Last, Last)];
}
