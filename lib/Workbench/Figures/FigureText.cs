using System.Text;

namespace Workbench.Figures;

/// <summary>Text in figures: how wide it will be without asking a font, and how it is broken and cut.</summary>
internal static class FigureText
{
    /// <summary>Estimated width in em of common sans-serif faces, on the generous side.</summary>
    public static double Width(string text) => text.EnumerateRunes().Sum(Width);

    private static double Width(Rune rune) => rune.Value switch
    {
        >= 0x2E80 => 1.0, // CJK, emoji
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '/'
        or '-' => 0.36,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.92,
        >= 'A' and <= 'Z' => 0.68,
        _ => 0.58,
    };

    /// <summary>Breaks text between words into lines no wider than given; a single wider word stands alone.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="width">In em.</param>
    public static IReadOnlyList<string> Wrap(string text, double width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width(lines[^1] + " " + word) <= width)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return lines;
    }

    /// <summary>The text, or its beginning and an ellipsis, no wider than given.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">In em.</param>
    public static string Cut(string text, double width)
    {
        if (Width(text) <= width)
            return text;
        var kept = new StringBuilder();
        var used = Width(new Rune('…'));
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width)
                break;
            kept.Append(rune.ToString());
        }
        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text with what XML cannot hold (control characters, half surrogates) replaced by the replacement character.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value is < 0x20 and not ('\t' or '\n' or '\r') or 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }
}
