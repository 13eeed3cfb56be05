using System.Collections.Immutable;

namespace Workbench.Docs;

/// <summary>A part of the site, which stands in the head of every page.</summary>
/// <param name="Title">What the head calls it.</param>
/// <param name="Entries">Its pages, the first of which the head leads to.</param>
internal sealed record SiteSection(string Title, ImmutableArray<SiteEntry> Entries)
{
    /// <summary>A section of pages without an order of depth.</summary>
    public static SiteSection Of(string title, IEnumerable<MadePage> pages) =>
        new(title, [.. pages.Select(page => new SiteEntry(page.Title, page.Address, []))]);

    /// <summary>Whether a page stands in it.</summary>
    public bool Has(string address) => Entries.Any(entry => entry.Has(address));

    /// <summary>What its lists call a page.</summary>
    public string TitleOf(string address) =>
        Entries.SelectMany(entry => entry.Inner.Prepend(entry)).First(entry => entry.Address == address).Title;
}
