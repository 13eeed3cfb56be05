namespace Workbench.Cli;

/// <summary>Text in lines of at most some width.</summary>
internal static class TextWrap
{
    /// <summary>Where it goes to no terminal, and the most where it does: longer lines are tiring to read.</summary>
    private const int Usual = 120;

    /// <summary>Names that are longer have what they are in the next line.</summary>
    private const int LongestName = 34;

    /// <summary>Characters of a line on stdout.</summary>
    public static int Width => Console.IsOutputRedirected ? Usual : Math.Clamp(Console.WindowWidth - 1, 40, Usual);

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
            foreach (var wrapped in Lines(string.Join(' ', paragraph), width))
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
            var lines = Lines(text, width - indent).ToList();
            if (name.Length + 4 > indent)
                lines.Insert(0, "");
            yield return $"  {name}".PadRight(indent) + lines.FirstOrDefault("");
            foreach (var line in lines.Skip(1))
                yield return blank + line;
        }
    }

    /// <summary>The words of a text in lines; a word that is longer than a line stands alone.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        if (line.Length > 0)
            yield return line;
    }
}
