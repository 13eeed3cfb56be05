using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Recommendation;

/// <summary>The songs of a catalogue that was read as a whole.</summary>
internal sealed class SongsInMemory : IIndexedSongs
{
    private readonly Song[] songs;
    private readonly Dictionary<string, Song> byId;

    /// <param name="songs">The songs, each a track of the catalogue.</param>
    /// <exception cref="WorkbenchException">An id stands twice.</exception>
    public SongsInMemory(Song[] songs)
    {
        this.songs = songs;
        byId = new(songs.Length, StringComparer.Ordinal);
        foreach (var song in songs)
            if (!byId.TryAdd(song.Track.Id, song))
                throw new WorkbenchException($"The track {song.Track.Id} stands twice in the catalogue; leave one out.");
        Tracks = [.. songs.Select(song => song.Track)];
    }

    /// <inheritdoc/>
    public int Count => songs.Length;

    /// <inheritdoc/>
    public ImmutableArray<Track> Tracks { get; }

    /// <inheritdoc/>
    public IEnumerable<Song> All(Work work) => songs;

    /// <inheritdoc/>
    public Song? Find(string id) => byId.GetValueOrDefault(id);

    /// <inheritdoc/>
    public string? IdOfFile(string path) => Tracks.FirstOrDefault(track => track.AudioPath == path)?.Id;

    /// <inheritdoc/>
    public IReadOnlyList<PlacedSong> Nearest(ReadOnlySpan<float> vector, int count, Work work)
    {
        if (count >= songs.Length)
            return Array.ConvertAll(songs, song => song.Place);
        var (query, similarities) = (vector.ToArray(), new float[songs.Length]);
        Parallel.For(0, songs.Length, work.LoopOptions, i => similarities[i] = DotProduct.Of(songs[i].Vector.Span, query));
        return [.. Enumerable.Range(0, songs.Length).OrderByDescending(i => similarities[i]).Take(count).Select(i => songs[i].Place)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
