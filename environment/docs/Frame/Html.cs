using System.Net;
using System.Text.RegularExpressions;

namespace Workbench.Docs.Frame;

/// <summary>What is looked up in built pages.</summary>
internal static partial class Html
{
    /// <summary>The built pages, as addresses from the site's folder on, with <c>/</c>.</summary>
    public static IEnumerable<string> PagesIn(string site) =>
        Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(site, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>From a page back to the site's folder: <c>../</c> as often as it lies deep.</summary>
    public static string Back(string address) => string.Concat(Enumerable.Repeat("../", address.Count(c => c == '/')));

    /// <summary>The article of a page, without its frame.</summary>
    public static string Article(string html) => ArticlePattern().Match(html).Groups[1].Value;

    /// <summary>What people read of HTML, in one line.</summary>
    public static string Text(string html) =>
        WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(Unread().Replace(html, " "), " "), " ")).Trim();

    [GeneratedRegex("<article[^>]*>(.*)</article>", RegexOptions.Singleline)]
    private static partial Regex ArticlePattern();

    [GeneratedRegex("<(script|style|svg)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
