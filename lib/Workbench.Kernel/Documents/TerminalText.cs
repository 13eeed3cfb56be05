using System.Text.RegularExpressions;

namespace Workbench.Kernel.Documents;

/// <summary>Text as a terminal leaves it.</summary>
internal static partial class TerminalText
{
    /// <summary>The text with the last state alone of lines that rewrite themselves (<c>\r</c>), as progress bars do.</summary>
    public static string Final(string text) => Rewritten().Replace(text, "");

    [GeneratedRegex(@"[^\n]*\r(?!\n|\z)|\r")]
    private static partial Regex Rewritten();
}
