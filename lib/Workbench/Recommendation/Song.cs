using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Recommendation;

/// <summary>What the index knows of a song, whether of the catalogue or asked for.</summary>
/// <param name="Track">The song; its id is empty where it is none of the catalogue.</param>
/// <param name="Vector">The song in the <see cref="SimilaritySpace"/>.</param>
/// <param name="Features">Its summaries as they are; empty where none are kept.</param>
/// <param name="Genres">The genres it has, in ordinal order.</param>
/// <param name="Artists">The artists that it credits, as <see cref="ArtistCredits"/> names them; none where not known.</param>
/// <param name="Title">The title, where known.</param>
/// <param name="Recording">The recording that it is a segment of, where it is one.</param>
internal sealed record Song(Track Track, ReadOnlyMemory<float> Vector, ReadOnlyMemory<float> Features, ImmutableArray<string> Genres,
    ImmutableArray<string> Artists, SongTitle? Title, string? Recording)
{
    /// <summary>The song in the space.</summary>
    public PlacedSong Place => new(Track.Id, Vector);

    /// <summary>Whether both credit one artist.</summary>
    public bool SharesArtistWith(Song other) => Artists.Any(other.Artists.Contains);

    /// <summary>
    /// Whether both are said to be one piece of music: the same artist and title, or segments of one recording. Which titles are the same
    /// hangs on the copies that may stand beside each other.
    /// </summary>
    public bool IsNamedAs(Song other, SongCopies copies) => copies != SongCopies.All
        && ((Recording is not null && Recording == other.Recording)
            || (Title is not null && other.Title is not null && SharesArtistWith(other)
                && (copies == SongCopies.Versions ? Title.Full == other.Title.Full : Title.Song == other.Title.Song)));
}
