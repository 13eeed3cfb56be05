using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Recommendation;

/// <summary>The songs that a <see cref="SimilarityIndex"/> answers from, wherever they are kept. Several threads may ask at once.</summary>
internal interface IIndexedSongs : IDisposable
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>All of them, in their order.</summary>
    ImmutableArray<Track> Tracks { get; }

    /// <summary>All that is known of all of them, in their order.</summary>
    /// <param name="work">What stops the reading.</param>
    IEnumerable<Song> All(Work work);

    /// <summary>A song; null if there is none of this id.</summary>
    Song? Find(string id);

    /// <summary>The id of the song that a file holds; null if there is none.</summary>
    /// <param name="path"><see cref="Track.AudioPath"/>.</param>
    string? IdOfFile(string path);

    /// <summary>The songs whose vectors have the largest product with one, in any order; all of them where there are no more.</summary>
    /// <param name="vector">A vector of the space of the index.</param>
    /// <param name="count">How many.</param>
    /// <param name="work">Threads and token.</param>
    IReadOnlyList<PlacedSong> Nearest(ReadOnlySpan<float> vector, int count, Work work);
}
