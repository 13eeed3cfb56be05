using System.Globalization;
using System.Text;

namespace Workbench.Cli;

/// <summary>
/// Text of others (names of files, tags, what cells say) as a terminal may have it: what would command the terminal is shown, an escape
/// as <c>\x1b</c>.
/// </summary>
internal static class Shown
{
    /// <summary>The text with its control characters written out, apart from tabs and the ends of lines.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (!char.IsControl(text[i]) || text[i] is '\n' or '\t' || text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                shown.Append(text[i]);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)text[i]:x2}");
        return shown.ToString();
    }
}
