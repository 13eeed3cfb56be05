using System.Text;

namespace Workbench.Figures.Display;

/// <summary>Breaks texts into lines that can be read without scrolling sideways.</summary>
public static class TextWrap
{
    /// <summary>The most characters of a line.</summary>
    public const int Width = 99;

    /// <summary>The text with its lines broken at blanks; a word that is longer stays whole.</summary>
    /// <param name="text">Any text; line breaks in it stay.</param>
    /// <param name="width">The most characters of a line, at least 1.</param>
    public static string Of(string text, int width = Width) =>
        string.Join('\n', text.Split('\n').SelectMany(line => Lines(line, width)));

    /// <summary>The lines of a text without line breaks, at least one.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        if (text.Length <= width)
            return [text];
        List<string> lines = [];
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        return [.. lines, line.ToString()];
    }
}
