namespace Workbench.Postgres;

/// <summary>What was put into a catalogue and removed from it since the last commit.</summary>
internal sealed class SharedChanges
{
    private readonly Dictionary<string, (SongChange Change, long Order)> changes = new(StringComparer.Ordinal);
    private long order;

    /// <summary>The transaction that was sent with all of them, of which nobody knows whether it was committed; null for none.</summary>
    public string? Transaction { get; set; }

    /// <summary>Songs that were named.</summary>
    public int Count => changes.Count;

    /// <summary>The last change of each song, those made last at the end.</summary>
    public IEnumerable<SongChange> InOrder => changes.Values.OrderBy(each => each.Order).Select(each => each.Change);

    /// <summary>Whether a song was put or removed.</summary>
    /// <returns>Whether it is there now; null where it was not named.</returns>
    public bool? Has(string id) => changes.TryGetValue(id, out var each) ? each.Change.Vector is not null : null;

    /// <summary>Adds a change.</summary>
    public void Set(string id, SongChange change) => (changes[id], Transaction) = ((change, order++), null);
}
