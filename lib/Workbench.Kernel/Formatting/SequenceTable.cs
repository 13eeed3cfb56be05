using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Workbench.Reports;

namespace Workbench.Kernel.Formatting;

/// <summary>
/// A sequence of things of one type as a table: a row a thing, one line high, a column a property, at most a thousand rows. The pointer
/// tells what is cut.
/// </summary>
internal sealed class SequenceTable
{
    private const int MostRows = 1000;
    private const int MostCharacters = 200;
    private const int MostShownCharacters = 60;
    private const int MostNested = 1; // sequences in sequences; one may hold itself

    private readonly MemberInfo[] columns;
    private readonly string[][] rows;
    private readonly bool[] isNumeric;
    private readonly bool hasMore;

    private SequenceTable(MemberInfo[] columns, object?[] items)
    {
        this.columns = columns;
        hasMore = items.Length > MostRows;
        object?[][] values = [.. items.Take(MostRows).Select(item => columns.Select(column => Value(column, item)).ToArray())];
        rows = [.. values.Select(row => row.Select(value => Text(value)).ToArray())];
        isNumeric =
            [.. columns.Select((_, c) => values.All(row => row[c] is null || IsNumber(row[c])) && values.Any(row => row[c] is not null))];
    }

    /// <summary>
    /// The table of a sequence; null for what is none, or whose things say nothing by their properties: numbers, texts, sequences, things
    /// with a form of their own that are no records. A column that is empty for all is left out.
    /// </summary>
    public static SequenceTable? Of(object? value)
    {
        if (value is not IEnumerable sequence || value is string or IDictionary || HasOwnForm(value.GetType()))
            return null;
        object?[] items = [.. sequence.Cast<object?>().Take(MostRows + 1)];
        var types = items.Where(item => item is not null).Select(item => item!.GetType()).Distinct().ToList();
        if (types.Count != 1)
            return null;
        var type = types[0];
        if (IsScalar(type) || typeof(IEnumerable).IsAssignableFrom(type) || HasOwnForm(type) && !IsRecord(type) || IsOfFramework(type))
            return null;
        var columns = Columns(type);
        MemberInfo[] told = [.. columns.Where(column => items.Any(item => Value(column, item) is not null))];
        return columns.Length > 0 ? new(told.Length > 0 ? told : columns, items) : null;
    }

    /// <summary>The table of any sequence: things that have no columns are the one column of theirs.</summary>
    public static SequenceTable OfAny(IEnumerable sequence) =>
        Of(sequence) ?? Of<Single>([.. sequence.Cast<object?>().Take(MostRows + 1).Select(item => new Single(item))]);

    /// <summary>The table of things of a known type, also of none.</summary>
    public static SequenceTable Of<T>(IReadOnlyList<T> items) where T : class => new(Columns(typeof(T)), [.. items]);

    /// <summary>The table as HTML and as text.</summary>
    public MimeBundle ToBundle() => MimeBundle.Of(MimeBundle.Html, ToHtml()).Add(MimeBundle.PlainText, ToString());

    /// <summary>The table as HTML that is whole without its script.</summary>
    private string ToHtml()
    {
        var html =
            new StringBuilder("<div style=\"overflow-x:auto\"><table class=\"workbench-table\" style=\"border-collapse:collapse\"><thead>");
        AppendRow(html, [.. columns.Select(column => column.Name)], "th");
        html.Append("</thead><tbody>");
        foreach (var row in rows)
            AppendRow(html, row, "td");
        html.Append("</tbody></table>").Append(rows.Length > 1 ? TableScript.Element : "");
        return html.Append(hasMore ? $"<p>{More}</p>" : "").Append("</div>").ToString();
    }

    /// <summary>The table as text of fixed width, one line a row.</summary>
    public override string ToString()
    {
        int[] widths = [.. columns.Select((column, c) => rows.Select(row => Cut(row[c]).Length).Append(column.Name.Length).Max())];
        string Line(IEnumerable<string> row) =>
            string.Join("  ", row.Select((text, c) => isNumeric[c] ? text.PadLeft(widths[c]) : Cut(text).PadRight(widths[c]))).TrimEnd();
        return string.Join('\n',
            [Line(columns.Select(column => column.Name)), Line(widths.Select(width => new string('-', width))), .. rows.Select(Line),
                .. hasMore ? [More] : Array.Empty<string>()]);
    }

    private static string More => string.Create(CultureInfo.InvariantCulture, $"... only the first {MostRows:N0} are shown");

    private void AppendRow(StringBuilder html, string[] row, string cell)
    {
        html.Append("<tr>");
        for (var column = 0; column < row.Length; column++)
        {
            var (text, shown) = (WebUtility.HtmlEncode(row[column]), WebUtility.HtmlEncode(Cut(row[column])));
            html.Append(CultureInfo.InvariantCulture,
                $"<{cell} style=\"text-align:{(isNumeric[column] ? "right" : "left")};padding:2px 8px;white-space:nowrap\""
                + $"{(shown == text ? "" : $" title=\"{text}\"")}>{shown}</{cell}>");
        }
        html.Append("</tr>");
    }

    private static MemberInfo[] Columns(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0),
        .. type.GetFields(BindingFlags.Public | BindingFlags.Instance),
    ];

    private static object? Value(MemberInfo column, object? item)
    {
        try
        {
            return item is null ? null : column is PropertyInfo property ? property.GetValue(item) : ((FieldInfo)column).GetValue(item);
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException!.GetType().Name; // a property that throws hides no row
        }
    }

    private static string Text(object? value) => Text(value, MostNested);

    private static string Text(object? value, int nested)
    {
        var text = value switch
        {
            null => "",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable several and not string => string.Join(", ", several.Cast<object?>()
                .Take(MostCharacters).Select(item => nested > 0 ? Text(item, nested - 1) : "…")),
            _ => value.ToString() ?? "",
        };
        return Cut(text.ReplaceLineEndings(" "), MostCharacters);
    }

    private static string Cut(string text, int length = MostShownCharacters) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static bool IsNumber(object? value) =>
        value is not null && IsScalar(value.GetType())
        && value is not (string or bool or char or Enum or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid);

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string)
        || typeof(IFormattable).IsAssignableFrom(type) && type.Namespace is "System" or "System.Numerics";

    /// <summary>Files, types and the like have dozens of properties.</summary>
    private static bool IsOfFramework(Type type) => type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true
        && !typeof(ITuple).IsAssignableFrom(type) && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    private static bool HasOwnForm(Type type) =>
        type.GetCustomAttributes(inherit: true).Any(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    /// <summary>Records are what their properties say.</summary>
    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private sealed record Single(object? Value);
}
