using System.Net;
using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Languages;

/// <summary>A small table of texts as HTML and as aligned text.</summary>
internal static class TextTable
{
    private const int CellLength = 200;

    /// <summary>Renders a table.</summary>
    /// <param name="columns">The headings.</param>
    /// <param name="rows">A text a column; long ones are cut, line ends become blanks.</param>
    public static MimeBundle Of(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        string[][] lines = [[.. columns], .. rows.Select(row => row.Select(OneLine).ToArray())];
        var widths = columns.Select((_, i) => lines.Max(line => line[i].Length)).ToArray();
        string Row(string[] line, string tag) => $"<tr>{string.Concat(line.Select(text => $"<{tag} style=\"text-align:left\">{WebUtility.HtmlEncode(text)}</{tag}>"))}</tr>";
        return MimeBundle
            .Of(MimeBundle.Html, $"<table><thead>{Row(lines[0], "th")}</thead><tbody>{string.Concat(lines[1..].Select(line => Row(line, "td")))}</tbody></table>")
            .Add(MimeBundle.PlainText, string.Join('\n', lines.Select(line => string.Join("  ", line.Select((text, i) => text.PadRight(widths[i]))).TrimEnd())));
    }

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= CellLength ? line : line[..CellLength] + "...";
    }
}
