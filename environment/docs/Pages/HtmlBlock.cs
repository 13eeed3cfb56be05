using System.Text.RegularExpressions;

namespace Workbench.Docs.Pages;

/// <summary>HTML in Markdown, where an empty line would end it.</summary>
internal static partial class HtmlBlock
{
    /// <summary>The HTML within an element of its own.</summary>
    /// <param name="kind">The class of that element.</param>
    /// <param name="html">Any HTML.</param>
    public static string Of(string kind, string html)
    {
        html = Listing().Replace(html.ReplaceLineEndings("\n"), match => match.Value.Replace("\n", "&#10;", StringComparison.Ordinal));
        return $"\n<div class=\"{kind}\">\n{EmptyLines().Replace(html, "\n").Trim()}\n</div>\n";
    }

    [GeneratedRegex("<pre\\b.*?</pre>", RegexOptions.Singleline)]
    private static partial Regex Listing();

    [GeneratedRegex("\n\\s*\n")]
    private static partial Regex EmptyLines();
}
