using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workbench.Docs.Frame;

/// <summary>What the search looks in: a script of one assignment, since browsers let pages of a folder fetch no data.</summary>
internal static class SearchIndex
{
    /// <summary>The longest text of a page that is kept, in characters: beyond it stand tables and listings.</summary>
    private const int LongestText = 6000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it, a line a page: address, title, section, text.</summary>
    public static void Write(string site, IReadOnlyList<SiteSection> sections) => File.WriteAllText(
        Path.Combine(site, "public", "search-index.js"),
        $"window.searchIndex = [\n{string.Join(",\n", Html.PagesIn(site).Select(address => Line(site, address, sections)))}\n]\n");

    private static string Line(string site, string address, IReadOnlyList<SiteSection> sections)
    {
        var html = File.ReadAllText(Path.Combine(site, address));
        var text = Html.Text(Html.Article(html));
        var section = sections.First(section => section.Has(address));
        return JsonSerializer.Serialize(new[]
        {
            address, section.TitleOf(address), section.Title, text[..Math.Min(LongestText, text.Length)],
        }, Readable);
    }
}
