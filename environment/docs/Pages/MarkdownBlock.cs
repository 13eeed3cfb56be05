using System.Text.RegularExpressions;

namespace Workbench.Docs.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands behind the fence.</param>
/// <param name="Code">Its lines.</param>
/// <param name="Start">Where the fence begins in the text.</param>
/// <param name="End">Where the text goes on.</param>
internal sealed partial record MarkdownBlock(string Language, string Code, int Start, int End)
{
    /// <summary>The blocks of a page, from top to bottom.</summary>
    public static IReadOnlyList<MarkdownBlock> Of(string markdown) =>
    [
        .. Fenced().Matches(markdown.ReplaceLineEndings("\n"))
            .Select(m => new MarkdownBlock(m.Groups[1].Value, m.Groups[2].Value, m.Index, m.Index + m.Length)),
    ];

    [GeneratedRegex("^```(\\w*)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
