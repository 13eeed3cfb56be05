using System.Text.RegularExpressions;

namespace Workbench.Docs.Pages;

/// <summary>Pictures of SVG, put into the page: only there do they take its colours, light or dark.</summary>
internal static partial class Drawings
{
    /// <summary>The same Markdown with each picture of a line of its own drawn.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="folder">Where the paths of the pictures begin.</param>
    public static string Inside(string markdown, string folder) => Picture().Replace(markdown, match =>
    {
        var path = Path.Combine(folder, match.Groups[1].Value);
        return File.Exists(path) ? HtmlBlock.Of("figure", File.ReadAllText(path))
            : throw new DocsException($"{match.Value}: there is no {path}.");
    });

    [GeneratedRegex(@"^!\[[^\]]*\]\(([^)]+\.svg)\)$", RegexOptions.Multiline)]
    private static partial Regex Picture();
}
