using Workbench.Figures.Display;

namespace Workbench.Cli;

/// <summary>Paragraphs and columns in lines of at most some width.</summary>
internal static class TextLayout
{
    /// <summary>Names that are longer have what they are in the next line.</summary>
    private const int LongestName = 34;

    /// <summary>
    /// The lines of a text. Lines that stand together make a paragraph; those that are indented (examples), and those that end in a colon,
    /// stay as they are.
    /// </summary>
    public static IEnumerable<string> Paragraphs(string text, int width)
    {
        List<string> paragraph = [];
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            var isKept = line.Length == 0 || line[0] == ' ' || line[^1] == ':';
            if (!isKept)
            {
                paragraph.Add(line);
                continue;
            }
            foreach (var wrapped in paragraph.Count == 0 ? [] : TextWrap.Lines(string.Join(' ', paragraph), width))
                yield return wrapped;
            paragraph.Clear();
            yield return line;
        }
    }

    /// <summary>Names with what they are beside them, all beginning in the same column.</summary>
    public static IEnumerable<string> Columns(IEnumerable<(string Name, string Text)> rows, int width)
    {
        var all = rows.ToList();
        var indent = Math.Min(LongestName, all.Select(row => row.Name.Length).DefaultIfEmpty().Max()) + 4;
        var blank = new string(' ', indent);
        foreach (var (name, text) in all)
        {
            var lines = TextWrap.Lines(text, width - indent).ToList();
            if (name.Length + 4 > indent)
                lines.Insert(0, "");
            yield return $"  {name}".PadRight(indent) + lines[0];
            foreach (var line in lines.Skip(1))
                yield return blank + line;
        }
    }
}
