using System.Text;

namespace Workbench.Kernel.Documents;

/// <summary>Text as a terminal leaves it.</summary>
internal static class TerminalText
{
    /// <summary>
    /// The text with the last state alone of lines that rewrite themselves (<c>\r</c>), as progress bars do, and without what backspaces
    /// took back.
    /// </summary>
    public static string Final(string text)
    {
        if (text.AsSpan().IndexOfAny('\r', '\b') < 0)
            return text;
        var final = new StringBuilder(text.Length);
        var line = 0; // where its last state begins
        for (var i = 0; i < text.Length; i++)
            switch (text[i])
            {
                case '\n':
                    line = final.Append('\n').Length;
                    break;
                case '\b':
                    final.Length = Math.Max(line, final.Length - 1);
                    break;
                case '\r' when i + 1 < text.Length && text[i + 1] != '\n':
                    final.Length = line;
                    break;
                case '\r':
                    break; // of the end of a line or of the text: the state stays
                default:
                    final.Append(text[i]);
                    break;
            }
        return final.ToString();
    }
}
