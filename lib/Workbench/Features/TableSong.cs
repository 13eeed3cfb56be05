using System.Collections.Immutable;

namespace Workbench.Features;

/// <summary>What a <see cref="FeatureTable"/> says of a song beside its name and its features.</summary>
/// <param name="Path">Where the audio lies; null where that is not known.</param>
/// <param name="Artist">The artist, where known.</param>
/// <param name="Title">The title, where known.</param>
/// <param name="Labels">The genres, with their names as they are; empty where there is none.</param>
public sealed record TableSong(string? Path, string? Artist, string? Title, ImmutableArray<string> Labels)
{
    /// <summary>Whether the other says the same; genres are compared one by one.</summary>
    public bool Equals(TableSong? other) => other is not null && Path == other.Path && Artist == other.Artist && Title == other.Title
        && Labels.AsSpan().SequenceEqual(other.Labels.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Artist, Title, Labels.Length);
}
