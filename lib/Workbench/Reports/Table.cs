using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
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
    private const string Gap = "  ";
    private const int NarrowestText = 8, LongText = 60;

    private readonly ImmutableArray<bool> isNumeric;
    private readonly ImmutableArray<ImmutableArray<string>> cells;

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
        Columns = [.. columns];
        isNumeric = [.. Enumerable.Range(0, columns.Count)
            .Select(c => rows.Any(r => IsNumber(r[c])) && rows.All(r => r[c] is null || IsNumber(r[c])))];
        cells = [.. rows.Select(r => r.Select(Format).ToImmutableArray())];
    }

    /// <summary>The headings.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => cells.Length;

    /// <summary>One line above the table; empty writes none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>
    /// The table as HTML that is whole without its script and needs no style sheet; on narrow screens it scrolls sideways.
    /// </summary>
    public string ToHtml()
    {
        var html = new StringBuilder("<div style=\"overflow-x:auto\"><table class=\"workbench-table\" style=\"border-collapse:collapse\">");
        if (Caption.Length > 0)
            html.Append("<caption style=\"text-align:left\">").Append(WebUtility.HtmlEncode(Caption)).Append("</caption>");
        html.Append("<thead>");
        AppendRow(html, Columns, "th scope=\"col\"", "th");
        html.Append("</thead><tbody>");
        foreach (var row in cells)
            AppendRow(html, row, "td", "td");
        return html.Append("</tbody></table>").Append(cells.Length > 1 ? TableScript.Element : "").Append("</div>").ToString();
    }

    /// <summary>The table as text of fixed width, one line a row.</summary>
    public override string ToString() => ToText(int.MaxValue);

    /// <summary>The same within the width of a terminal: the widest texts are cut, numbers never.</summary>
    /// <param name="width">The most characters of a line; where the columns are too many for it, each keeps a few.</param>
    public string ToText(int width)
    {
        var widths = Columns.Select((name, c) => cells.Select(r => r[c].Length).Append(name.Length).Max()).ToArray();
        int[] texts = [.. Enumerable.Range(0, widths.Length).Where(c => !isNumeric[c])];
        while (widths.Sum(w => (long)w + Gap.Length) - Gap.Length > width && texts.Any(c => widths[c] > NarrowestText))
            widths[texts.MaxBy(c => widths[c])]--;
        string Line(IReadOnlyList<string> row) => string.Join(Gap, row.Select((text, c) => isNumeric[c] ? text.PadLeft(widths[c])
            : text.Length > widths[c] ? $"{text[..(widths[c] - 1)]}…" : text.PadRight(widths[c]))).TrimEnd();
        string[] above = Caption.Length > 0 ? [Caption, ""] : [];
        return string.Join('\n',
            [.. above, Line(Columns), Line([.. widths.Select(w => new string('-', w))]), .. cells.Select(r => Line(r))]);
    }

    static IReadOnlyDictionary<string, Func<Table, string>> IDisplayable<Table>.Forms { get; } = new Dictionary<string, Func<Table, string>>
    {
        [MimeType.Html] = table => table.ToHtml(),
        [MimeType.PlainText] = table => table.ToString(),
    };

    private void AppendRow(StringBuilder html, ImmutableArray<string> row, string open, string close)
    {
        html.Append("<tr>");
        for (var column = 0; column < row.Length; column++)
            html.Append(CultureInfo.InvariantCulture,
                $"<{open} style=\"text-align:{(isNumeric[column] ? "right" : "left")};padding:2px 8px"
                + $"{(row[column].Length > LongText ? ";max-width:40em;overflow-wrap:break-word" : "")}\">{WebUtility.HtmlEncode(row[column])}</{close}>");
        html.Append("</tr>");
    }

    private static bool IsNumber(object? value) => value is byte or short or int or long or float or double or decimal;

    private static string Format(object? value) => value switch
    {
        null => "",
        float or double or decimal => ((IFormattable)value).ToString("#,0.####", CultureInfo.InvariantCulture),
        byte or short or int or long => ((IFormattable)value).ToString("#,0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
