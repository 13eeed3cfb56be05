using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>
/// A collection as tables: <c>songs</c>, <c>song_genres</c> with a row a song and genre, and <c>features</c>, a row a song.
/// </summary>
internal static class SongTables
{
    public static IEnumerable<SqlTable> Of(Func<Dataset> collection, FeatureSpec spec,
        Func<Work, ExtractedDataset> features) =>
    [
        new("songs",
            _ => ["song TEXT", "dataset TEXT", "title TEXT", "artist TEXT", "album TEXT", "genres TEXT", "seconds REAL", "path TEXT"],
            _ => collection().Tracks.Select(track =>
                new object?[] { track.Id, collection().Name, track.Title, track.Artist, track.Album, string.Join(';', track.Labels),
                    track.DurationSeconds, track.AudioPath })),
        new("song_genres",
            _ => ["song TEXT", "genre TEXT"],
            _ => collection().Tracks.SelectMany(track => track.Labels, (track, genre) => new object?[] { track.Id, genre })),
        new("features",
            _ => ["song TEXT",
                .. (spec.Table is null ? spec.ColumnNames : features(Work.Default).Songs.ColumnNames)
                    .Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" REAL")],
            work => Rows(features(work))),
    ];

    private static IEnumerable<object?[]> Rows(ExtractedDataset extracted) =>
        extracted.Tracks.Select((track, song) =>
            (object?[])[track.Id, .. extracted.Features.Row(song).ToArray().Select(value => (object?)value)]);
}
