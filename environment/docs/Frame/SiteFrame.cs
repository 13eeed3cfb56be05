using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Workbench.Kernel.Reports;

namespace Workbench.Docs.Frame;

/// <summary>
/// Puts into every page what docfx's own template lets a script fetch: the sections, the pages of the section, the headings, the colours of
/// code. Pages then open from a folder, where browsers let scripts fetch nothing.
/// </summary>
internal static partial class SiteFrame
{
    /// <summary>What docfx leaves for its own script.</summary>
    private static readonly string[] OfTheScript = ["toc.html", "toc.json", "manifest.json", "xrefmap.yml"];

    /// <summary>Finishes the pages.</summary>
    /// <returns>How many there are.</returns>
    public static int PutAround(string site, IReadOnlyList<SiteSection> sections)
    {
        foreach (var path in Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories)
            .Where(path => OfTheScript.Contains(Path.GetFileName(path))).ToArray())
            File.Delete(path);
        var addresses = Html.PagesIn(site).ToArray();
        foreach (var address in addresses)
        {
            var path = Path.Combine(site, address);
            File.WriteAllText(path, Finish(File.ReadAllText(path), address, sections));
        }
        return addresses.Length;
    }

    private static string Finish(string html, string address, IReadOnlyList<SiteSection> sections)
    {
        html = OfEveryObject().Replace(html, "");
        html = Code().Replace(html, match =>
            $"<pre><code class=\"lang-csharp\">{CSharpHtml.Render(WebUtility.HtmlDecode(match.Groups[1].Value))}</code></pre>");
        html = Table().Replace(html, "<div class=\"table-responsive\"><table class=\"table table-bordered table-sm\">$1</table></div>");
        var own = sections.FirstOrDefault(section => section.Has(address))
            ?? throw new DocsException($"{address} stands in no section of the site; list it in {nameof(SitePages)}.");
        var alone = own.Entries.Length == 1;
        return html
            .Replace("<!--site:sections-->", Sections(sections, own, address), StringComparison.Ordinal)
            .Replace("<!--site:pages-->", alone ? "" : Pages(own, address), StringComparison.Ordinal)
            .Replace("<!--site:headings-->", Headings(Html.Article(html)), StringComparison.Ordinal)
            .Replace("<div class=\"site-body\">", $"<div class=\"site-body{(alone ? " alone" : "")}\">", StringComparison.Ordinal);
    }

    private static string Sections(IReadOnlyList<SiteSection> sections, SiteSection own, string address) =>
        $"<nav class=\"site-sections\" aria-label=\"Sections\">{string.Concat(sections.Select(section =>
            Link(section.Title, section.Entries[0].Address, address, section == own)))}</nav>";

    private static string Pages(SiteSection section, string address) => $"<nav class=\"site-pages\" aria-label=\"Pages of this section\">"
        + $"<details><summary>{section.Title}: pages</summary>{List(section.Entries, address)}</details></nav>";

    private static string List(IEnumerable<SiteEntry> entries, string address)
    {
        var html = new StringBuilder("<ul>");
        foreach (var entry in entries)
            html.Append("<li>").Append(Link(entry.Title, entry.Address, address, entry.Address == address))
                .Append(entry.Inner.Length > 0 && entry.Has(address) ? List(entry.Inner, address) : "").Append("</li>");
        return html.Append("</ul>").ToString();
    }

    private static string Headings(string article)
    {
        // Of a method its name, of overloads the first.
        var lines = Heading().Matches(article).DistinctBy(match => Name(match.Groups[3].Value)).Select(match =>
            $"<li class=\"level-{match.Groups[1].Value}\"><a href=\"#{match.Groups[2].Value}\">"
            + $"{WebUtility.HtmlEncode(Name(match.Groups[3].Value))}</a></li>").ToArray();
        return lines.Length < 2 ? "" : $"<nav class=\"site-headings\" aria-label=\"On this page\"><ul>{string.Concat(lines)}</ul></nav>";
    }

    private static string Name(string heading) => Html.Text(heading).Split('(')[0].TrimEnd();

    private static string Link(string title, string to, string from, bool active) =>
        $"<a href=\"{Html.Back(from)}{to}\"{(active ? " class=\"active\"" : "")}>{WebUtility.HtmlEncode(title)}</a>";

    [GeneratedRegex("<dl class=\"typelist (extensionMethods|inheritedMembers)\">.*?</dl>", RegexOptions.Singleline)]
    private static partial Regex OfEveryObject();

    [GeneratedRegex("<pre><code class=\"lang-csharp[^\"]*\">(.*?)</code></pre>", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("<table>(.*?)</table>", RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex("<(h[23])[^>]* id=\"([^\"]+)\"[^>]*>(.*?)</\\1>", RegexOptions.Singleline)]
    private static partial Regex Heading();
}
