using System.Collections.Immutable;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Reports;

/// <summary>
/// A table for reading: shows as HTML and as aligned text. Numbers stand at the right, at most four decimals. Where scripts may run, a
/// click on a heading sorts the rows, and more than twenty-five are shown in pages.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<Table>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class Table : IDisplayable<Table>
{
    private readonly DisplayTable table;

    /// <summary>Creates a table.</summary>
    /// <param name="columns">One heading a column, at least one.</param>
    /// <param name="rows">Rows of one value a column: texts, numbers, or <see langword="null"/> for nothing.</param>
    /// <exception cref="WorkbenchException">No column, or a row of another length.</exception>
    public Table(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        if (columns.Count == 0)
            throw new WorkbenchException("A table has no column; give at least one heading.");
        var wrong = rows.ToList().FindIndex(r => r.Count != columns.Count);
        if (wrong >= 0)
            throw new WorkbenchException($"Row {wrong} of the table has {rows[wrong].Count} values and there are {columns.Count} columns; "
                + "give one value a column, null where there is none.");
        table = new(columns, rows);
    }

    /// <summary>What it is written with.</summary>
    internal DisplayTable Shown => table;

    /// <summary>Shows what something else shows as.</summary>
    internal Table(DisplayTable table) => this.table = table;

    /// <summary>The headings.</summary>
    public ImmutableArray<string> Columns => table.Columns;

    /// <summary>Number of rows.</summary>
    public int RowCount => table.RowCount;

    /// <summary>One line above the table; empty writes none.</summary>
    public string Caption { get => table.Caption; init => table = table with { Caption = value }; }

    /// <summary>
    /// The table as HTML that is whole without its script and needs no style sheet; on narrow screens it scrolls sideways.
    /// </summary>
    public string ToHtml() => table.ToHtml(RowCount > 1 ? TableScript.Element : "");

    /// <summary>The table as text of fixed width, one line a row; longer than a screen's, its last text is broken into lines.</summary>
    public override string ToString() => table.ToString();

    /// <summary>The same within the width of a terminal: texts are cut from the last column on.</summary>
    /// <param name="width">The most characters of a line; where the columns are too many for it, lines end there.</param>
    /// <param name="keyColumns">The first columns, that stay whole as long as there is room.</param>
    public string ToText(int width, int keyColumns = 1) => table.ToText(width, keyColumns);

    static IReadOnlyDictionary<string, Func<Table, string>> IDisplayable<Table>.Forms { get; } = new Dictionary<string, Func<Table, string>>
    {
        [MimeType.Html] = table => table.ToHtml(),
        [MimeType.PlainText] = table => table.ToString(),
    };
}
