using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workbench.Docs.Frame;

/// <summary>The pages that docfx made of the code.</summary>
internal static class ApiPages
{
    /// <summary>A line a namespace, and below it a line a type.</summary>
    public static ImmutableArray<SiteEntry> Read(string site) =>
        Entries(JsonNode.Parse(File.ReadAllText(Path.Combine(site, "api", "toc.json")))!["items"]!.AsArray());

    private static ImmutableArray<SiteEntry> Entries(JsonArray items) =>
    [
        .. items.Select(item => new SiteEntry((string)item!["name"]!, $"api/{(string)item["href"]!}",
            item["items"] is JsonArray inner ? Entries(inner) : [])),
    ];
}
