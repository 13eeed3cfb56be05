using System.Net;
using System.Text.RegularExpressions;

namespace Workbench.Docs.Frame;

/// <summary>Looks for links that lead nowhere, in built pages as browsers read them.</summary>
internal static partial class LinkCheck
{
    /// <summary>Every link within the site to a file or a heading that is not there, every name that docfx could not resolve, and whatever
    /// a page would load from elsewhere: one line each.</summary>
    /// <param name="site">The folder of the built site.</param>
    public static IReadOnlyList<string> ProblemsIn(string site)
    {
        var pages = Html.PagesIn(site).ToDictionary(address => address, address => File.ReadAllText(Path.Combine(site, address)));
        var anchors = pages.ToDictionary(page => page.Key, page => Anchor().Matches(page.Value).Select(m => Decoded(m)).ToHashSet());
        var problems = new List<string>();
        foreach (var (address, html) in pages)
        {
            foreach (Match match in Unresolved().Matches(html))
                problems.Add($"{address}: {match.Groups[1].Value} has no page; name what is public, or write it as <c>.");
            foreach (Match match in Link().Matches(html))
                if (Problem(match.Groups[1].Value, Decoded(match, 2), address) is { } problem)
                    problems.Add($"{address}: {problem}");
        }
        problems.AddRange(
            from path in Directory.EnumerateFiles(site, "*.css", SearchOption.AllDirectories)
            from Match match in InStyles().Matches(File.ReadAllText(path))
            let link = match.Groups[1].Value
            where !link.StartsWith("data:", StringComparison.Ordinal)
                && !File.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Split('?', '#')[0]))
            select $"{Path.GetFileName(path)}: {link} leads to no file.");
        return problems;

        string? Problem(string attribute, string link, string from)
        {
            if (link.StartsWith("data:", StringComparison.Ordinal))
                return null;
            if (Uri.TryCreate(link, UriKind.Absolute, out var elsewhere) && elsewhere.Scheme != Uri.UriSchemeFile)
                return attribute == "href" ? null : $"{link} would be loaded from elsewhere; put the file into the site.";
            var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, "");
            var to = path == "" ? from : new Uri(new Uri("site:///" + from), path).AbsolutePath[1..];
            to = Uri.UnescapeDataString(to);
            if (!File.Exists(Path.Combine(site, to)))
                return $"{link} leads to no file.";
            return anchor == "" || !anchors.TryGetValue(to, out var known) || known.Contains(Uri.UnescapeDataString(anchor)) ? null
                : $"{link} leads to no heading of {to}.";
        }
    }

    private static string Decoded(Match match, int group = 1) => WebUtility.HtmlDecode(match.Groups[group].Value);

    [GeneratedRegex("\\s(?:id|name)=\"([^\"]*)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("<(?:a|link|img|script|source|audio|iframe)\\b[^>]*?\\s(href|src)=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("url\\([\"']?([^\"')]+)")]
    private static partial Regex InStyles();

    [GeneratedRegex("<span class=\"xref\">(Workbench\\.[\\w.]+\\.[\\w.`]+)</span>|<xref[^>]*(?:href|uid)=\"[^\"]*\"[^>]*>")]
    private static partial Regex Unresolved();
}
