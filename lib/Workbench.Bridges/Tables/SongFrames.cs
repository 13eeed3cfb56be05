using Microsoft.Data.Analysis;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>Songs as data frames, and back. The columns are those of the table <c>songs</c> that <c>lab.Sql</c> asks.</summary>
public static class SongFrames
{
    /// <summary>The column that names a song by its <see cref="Track.Id"/>.</summary>
    public const string SongColumn = "song";

    /// <summary>What separates the genres of a song.</summary>
    private const char Separator = ';';

    /// <summary>
    /// A row a song: the texts <c>song</c> (its id), <c>title</c>, <c>artist</c>, <c>album</c>, <c>genres</c> (<c>;</c> between them),
    /// <c>part</c> and <c>path</c>, and the double <c>seconds</c>; null where it is not known.
    /// <code>lab.Songs.ToDataFrame()</code>
    /// </summary>
    /// <param name="songs">The collection.</param>
    public static DataFrame ToDataFrame(this Dataset songs) => new(
        FrameColumns.Texts(SongColumn, songs.Tracks.Select(track => track.Id)),
        FrameColumns.Texts("title", songs.Tracks.Select(track => track.Title)),
        FrameColumns.Texts("artist", songs.Tracks.Select(track => track.Artist)),
        FrameColumns.Texts("album", songs.Tracks.Select(track => track.Album)),
        Genres(songs.Tracks),
        FrameColumns.Doubles("seconds", songs.Tracks.Select(track => track.DurationSeconds)),
        FrameColumns.Texts("part", songs.Tracks.Select(track => track.Part?.ToString().ToLowerInvariant())),
        FrameColumns.Texts("path", songs.Tracks.Select(track => track.AudioPath)));

    /// <summary>
    /// A row a song: the texts <c>song</c>, <c>artist</c> and <c>genres</c>, and behind them its features, a column of floats each.
    /// <code>lab.Extracted.ToDataFrame()</code>
    /// </summary>
    /// <param name="songs">The collection with its features.</param>
    /// <exception cref="WorkbenchException">The features are of every frame, or one is called as another column.</exception>
    public static DataFrame ToDataFrame(this ExtractedDataset songs) => FrameColumns.ToFrame("Take features of other names.",
    [
        FrameColumns.Texts(SongColumn, songs.Tracks.Select(track => track.Id)),
        FrameColumns.Texts("artist", songs.Tracks.Select(track => track.Artist)),
        Genres(songs.Tracks),
        .. FeatureFrames.Columns(songs.Features),
    ]);

    /// <summary>
    /// The songs of a collection that the column <c>song</c> of a frame names: what is left of them after filtering. All other columns are
    /// not looked at; the songs keep what the collection says of them, and its order.
    /// <code>quick.ToDataset(lab.Songs)</code>
    /// </summary>
    /// <param name="frame">A frame with a column <c>song</c>.</param>
    /// <param name="songs">The collection.</param>
    /// <exception cref="WorkbenchException">
    /// There is no such column of texts, it has no row, a song stands twice, is missing, or is none of the collection.
    /// </exception>
    public static Dataset ToDataset(this DataFrame frame, Dataset songs)
    {
        var named = FrameValues.Names(frame, SongColumn);
        if (named.Length == 0)
            throw new WorkbenchException("The data frame has no row, so no song is left; filter less.");
        var known = songs.Tracks.Select(track => track.Id).ToHashSet(StringComparer.Ordinal);
        if (named.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            throw UnknownName.Of($"song in {songs.Name}", unknown, known);
        var wanted = named.ToHashSet(StringComparer.Ordinal);
        return songs with { Tracks = [.. songs.Tracks.Where(track => wanted.Contains(track.Id))] };
    }

    private static DataFrameColumn Genres(IEnumerable<Track> tracks) =>
        FrameColumns.Texts("genres", tracks.Select(track => string.Join(Separator, track.Labels)));
}
