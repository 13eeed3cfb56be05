namespace Workbench.Recommendation;

/// <summary>A song and where it lies in the space of an index. It is the same song wherever its id is the same.</summary>
/// <param name="Id">Its id; empty for a song that is none of the catalogue.</param>
/// <param name="Vector">Its vector.</param>
internal readonly record struct PlacedSong(string Id, ReadOnlyMemory<float> Vector)
{
    /// <inheritdoc/>
    public bool Equals(PlacedSong other) => Id == other.Id;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}
