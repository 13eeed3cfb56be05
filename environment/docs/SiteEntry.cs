using System.Collections.Immutable;

namespace Workbench.Docs;

/// <summary>A line in the list of a section's pages.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Address">Where it leads, from the site's folder on.</param>
/// <param name="Inner">Lines below it, which are shown on its own page and on theirs.</param>
internal sealed record SiteEntry(string Title, string Address, ImmutableArray<SiteEntry> Inner)
{
    /// <summary>Whether it leads to a page, itself or by a line below.</summary>
    public bool Has(string address) => Address == address || Inner.Any(entry => entry.Has(address));
}
