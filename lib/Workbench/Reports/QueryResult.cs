using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Workbench.Experiments.Sql;
using Workbench.Figures.Display;

namespace Workbench.Reports;

/// <summary>The answer to a question in SQL: shows as a table.</summary>
/// <param name="rows">The rows.</param>
[TypeFormatterSource(typeof(DisplayFormatterSource<QueryResult>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class QueryResult(SqlRows rows) : IDisplayable<QueryResult>
{
    /// <summary>The most rows that are shown.</summary>
    public const int ShownRows = 1000;

    private const int LongestCell = 60;

    /// <summary>The headings; two may be the same.</summary>
    public ImmutableArray<string> Columns => rows.Columns;

    /// <summary>One value a column: a text, a <see cref="long"/>, a <see cref="double"/>, bytes, or null.</summary>
    public ImmutableArray<ImmutableArray<object?>> Rows => rows.Rows;

    /// <summary>The first rows, each a line high, and how many there are.</summary>
    public Table ToTable() => new(new DisplayTable(Columns, [.. Rows.Take(ShownRows).Select(row => row.Select(Shown).ToArray())])
    {
        CellLimit = LongestCell,
        Caption = string.Create(CultureInfo.InvariantCulture,
            $"{(Rows.Length > ShownRows ? $"the first {ShownRows:#,0} of " : "")}{(rows.IsCut ? "more than " : "")}{Rows.Length:#,0} "
            + $"{(Rows.Length == 1 ? "row" : "rows")}"),
    });

    /// <summary>
    /// The answer for programs that take tables of .NET: null is <see cref="DBNull"/>, of two columns of one name the second has its
    /// number behind it.
    /// </summary>
    public DataTable ToDataTable()
    {
        var table = new DataTable();
        foreach (var (i, name) in Columns.Index())
            table.Columns.Add(table.Columns.Contains(name) ? FormattableString.Invariant($"{name}{i + 1}") : name, TypeOf(i));
        foreach (var row in Rows)
            table.Rows.Add([.. row.Select(value => value ?? DBNull.Value)]);
        return table;
    }

    static IReadOnlyDictionary<string, Func<QueryResult, string>> IDisplayable<QueryResult>.Forms { get; } =
        new Dictionary<string, Func<QueryResult, string>>
        {
            [MimeType.Html] = result => result.ToTable().ToHtml(),
            [MimeType.PlainText] = result => result.ToTable().ToString(),
        };

    /// <summary>The one type of the values of a column; <see cref="object"/> where they have several or none.</summary>
    private Type TypeOf(int column) =>
        Rows.Select(row => row[column]?.GetType()).OfType<Type>().Distinct().ToArray() is [var only] ? only : typeof(object);

    private static object? Shown(object? value) => value is byte[] bytes ? FormattableString.Invariant($"{bytes.Length} bytes") : value;
}
