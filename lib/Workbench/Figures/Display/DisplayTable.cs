using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Workbench.Figures.Display;

/// <summary>
/// A table as HTML and as text: what all tables are written with. Numbers stand at the right, those of a column with as many decimals, at
/// most four.
/// </summary>
internal sealed record DisplayTable
{
    private const string Gap = "  ";
    private const int Decimals = 4, LongestUnbroken = 24, LongText = 60, LongestTitle = 1000, NarrowestBroken = 24, NarrowestText = 8;

    private readonly ImmutableArray<bool> isNumeric;

    /// <summary>Creates a table.</summary>
    /// <param name="columns">One heading a column, at least one.</param>
    /// <param name="rows">Rows of one value a column: texts, numbers, or <see langword="null"/> for nothing.</param>
    public DisplayTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        Columns = [.. columns];
        isNumeric = [.. Enumerable.Range(0, columns.Count)
            .Select(c => rows.Any(r => IsNumber(r[c])) && rows.All(r => r[c] is null || IsNumber(r[c])))];
        int[] decimals = [.. Enumerable.Range(0, columns.Count).Select(c => rows.Max(r => DecimalsOf(r[c])) ?? 0)];
        Rows = rows;
        Cells = [.. rows.Select(r => r.Select((value, c) => Format(value, decimals[c])).ToImmutableArray())];
    }

    /// <summary>The headings.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The rows, one value a column.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; }

    /// <summary>The same as they are written.</summary>
    public ImmutableArray<ImmutableArray<string>> Cells { get; }

    /// <summary>Number of rows.</summary>
    public int RowCount => Cells.Length;

    /// <summary>One line above the table; empty writes none.</summary>
    public string Caption { get; init; } = "";

    /// <summary>
    /// The most characters that are shown of a value, for rows that are one line high: what is cut is told by the pointer. Null shows all.
    /// </summary>
    public int? CellLimit { get; init; }

    /// <summary>HTML that needs no style sheet; on narrow screens it scrolls sideways.</summary>
    /// <param name="script">An element behind the table.</param>
    public string ToHtml(string script = "")
    {
        var html = new StringBuilder("<div style=\"overflow-x:auto\"><table class=\"workbench-table\" style=\"border-collapse:collapse\">");
        if (Caption.Length > 0)
            html.Append("<caption style=\"text-align:left\">").Append(WebUtility.HtmlEncode(Caption)).Append("</caption>");
        html.Append("<thead>");
        AppendRow(html, Columns, "th scope=\"col\"", "th");
        html.Append("</thead><tbody>");
        foreach (var row in Cells)
            AppendRow(html, row, "td", "td");
        return html.Append("</tbody></table>").Append(script).Append("</div>").ToString();
    }

    /// <summary>
    /// Text of fixed width. Where a row would be longer than <see cref="TextWrap.Width"/>, its last text is broken into lines, if there is
    /// room.
    /// </summary>
    public override string ToString()
    {
        var widths = Widths();
        var room = TextWrap.Width - widths[..^1].Sum(width => width + Gap.Length);
        if (!isNumeric[^1] && room >= NarrowestBroken)
            widths[^1] = Math.Min(widths[^1], room);
        return Lines(widths, row => TextWrap.Lines(Cut(row[^1]), widths[^1])
            .Select((last, i) => (IEnumerable<string>)[.. row.SkipLast(1).Select(text => i == 0 ? Cut(text) : ""), last]));
    }

    /// <summary>The same with one line a row, which is no wider than a terminal: texts are cut from the last column on.</summary>
    /// <param name="width">The most characters of a line; where the columns are too many for it, lines end there.</param>
    /// <param name="keyColumns">The first columns, that stay whole as long as there is room.</param>
    public string ToText(int width, int keyColumns = 1)
    {
        var widths = Widths();
        var over = widths.Sum(w => (long)w + Gap.Length) - Gap.Length - width;
        for (var c = widths.Length - 1; c >= keyColumns && over > 0; c--)
            if (!isNumeric[c] && widths[c] > NarrowestText)
            {
                var cut = (int)Math.Min(over, widths[c] - NarrowestText);
                (widths[c], over) = (widths[c] - cut, over - cut);
            }
        return Lines(widths, row => [row.Select((text, c) => isNumeric[c] ? text : Cut(text, widths[c]))], width);
    }

    private int[] Widths() => [.. Columns.Select((name, c) => Cells.Select(r => Cut(r[c]).Length).Append(name.Length).Max())];

    private string Lines(int[] widths, Func<IReadOnlyList<string>, IEnumerable<IEnumerable<string>>> linesOf, int width = int.MaxValue)
    {
        string Line(IEnumerable<string> row) => Cut(string.Join(Gap,
            row.Select((text, c) => isNumeric[c] ? text.PadLeft(widths[c]) : text.PadRight(widths[c]))).TrimEnd(), width);
        string[] above = Caption.Length > 0 ? [TextWrap.Of(Caption), ""] : [];
        return string.Join('\n',
            [.. above, .. linesOf(Columns).Select(Line), Line(widths.Select(w => new string('-', w))),
                .. Cells.SelectMany(row => linesOf(row)).Select(Line)]);
    }

    private void AppendRow(StringBuilder html, ImmutableArray<string> row, string open, string close)
    {
        html.Append("<tr>");
        for (var column = 0; column < row.Length; column++)
        {
            var (text, shown) = (row[column], Cut(row[column]));
            var width = CellLimit is not null || IsValue(text) ? ";white-space:nowrap"
                : text.Length > LongText ? ";max-width:40em;overflow-wrap:break-word" : "";
            var title = shown == text ? "" : $" title=\"{WebUtility.HtmlEncode(Cut(text, LongestTitle))}\"";
            html.Append(CultureInfo.InvariantCulture,
                $"<{open} style=\"text-align:{(isNumeric[column] ? "right" : "left")};padding:2px 8px{width}\"{title}>"
                + $"{WebUtility.HtmlEncode(shown)}</{close}>");
        }
        html.Append("</tr>");
    }

    private string Cut(string text) => CellLimit is { } limit ? Cut(text.ReplaceLineEndings(" "), limit) : text;

    private static string Cut(string text, int limit) =>
        text.Length <= limit ? text : text[..(limit - (char.IsHighSurrogate(text[limit - 2]) ? 2 : 1))] + "…";

    /// <summary>Whether a text is a number with what belongs to it, as an interval, that nobody would break.</summary>
    private static bool IsValue(string text) =>
        text.Length is > 0 and <= LongestUnbroken && (char.IsAsciiDigit(text[0]) || text[0] == '-');

    private static bool IsNumber(object? value) => value is byte or short or int or long or float or double or decimal;

    private static int? DecimalsOf(object? value) => value is float or double or decimal && !IsTiny(value)
        ? ((IFormattable)value).ToString($"0.{new string('#', Decimals)}", CultureInfo.InvariantCulture) is var text
            && text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? text.Length - point - 1 : 0
        : null;

    /// <summary>Whether a number would be written as 0 and is not.</summary>
    private static bool IsTiny(object value) =>
        Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) is > 0 and < 0.5e-4;

    private static string Format(object? value, int decimals) => value switch
    {
        null => "",
        float or double or decimal when IsTiny(value) => ((IFormattable)value).ToString("0.##E0", CultureInfo.InvariantCulture),
        float or double or decimal => ((IFormattable)value).ToString($"N{decimals}", CultureInfo.InvariantCulture),
        byte or short or int or long => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
