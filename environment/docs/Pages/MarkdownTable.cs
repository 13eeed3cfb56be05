using System.Text;

namespace Workbench.Docs.Pages;

/// <summary>A table in Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes it.</summary>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">A text a column, in Markdown.</param>
    public static string Of(string[] columns, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder().Append(Row(columns)).Append(Row([.. columns.Select(_ => "---")]));
        foreach (var row in rows)
            text.Append(Row(row));
        return text.Append('\n').ToString();
    }

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells.Select(cell =>
        cell.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
}
