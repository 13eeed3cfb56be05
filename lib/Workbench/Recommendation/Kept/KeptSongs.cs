using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Recommendation.Vectors;

namespace Workbench.Recommendation.Kept;

/// <summary>
/// Songs that a <see cref="SimilarityIndex"/> answers from, in a folder that opens at once: what is known of them in a database, and where
/// they lie in a <see cref="VectorIndex"/>.
/// </summary>
internal sealed class KeptSongs : IIndexedSongs
{
    private const string Columns = "id, path, labels, artist, album, title, recording, genres, artists, features";

    /// <summary>Between labels, genres and artists: the one character that none of them has.</summary>
    private const char Separator = '\n';

    private readonly Lock gate = new();
    private readonly SqliteConnection database;
    private readonly VectorIndex vectors;
    private readonly Lazy<ImmutableArray<Track>> tracks;

    /// <param name="database">The database, which it takes over.</param>
    /// <param name="vectors">The vectors, which it takes over.</param>
    public KeptSongs(SqliteConnection database, VectorIndex vectors)
    {
        (this.database, this.vectors) = (database, vectors);
        tracks = new(() => [.. Read($"SELECT {Columns} FROM song ORDER BY number", TrackOf)]);
    }

    /// <summary>Tables of the songs.</summary>
    public static string Schema { get; } = """
        CREATE TABLE IF NOT EXISTS song(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, labels TEXT NOT NULL,
            artist TEXT, album TEXT, title TEXT, recording TEXT, genres TEXT NOT NULL, artists TEXT NOT NULL, features BLOB);
        CREATE INDEX IF NOT EXISTS song_path ON song(path);
        """;

    /// <inheritdoc/>
    public int Count => vectors.Count;

    /// <inheritdoc/>
    public ImmutableArray<Track> Tracks => tracks.Value;

    /// <summary>Writes songs.</summary>
    /// <param name="database">The database.</param>
    /// <param name="vectors">The vectors, opened to be written.</param>
    /// <param name="songs">The songs.</param>
    /// <param name="work">Its token stops it.</param>
    public static void Write(SqliteConnection database, VectorIndex vectors, IEnumerable<Song> songs, Work work)
    {
        using var transaction = database.BeginTransaction();
        using var command = Command(database, $"""
            INSERT INTO song({Columns}) VALUES ($id, $path, $labels, $artist, $album, $title, $recording, $genres, $artists, $features)
            """, [.. Columns.Split(", ").Select(name => ($"${name}", (object?)null))]);
        foreach (var song in songs)
        {
            work.ThrowIfStopped();
            var track = song.Track;
            vectors.Put(track.Id, song.Vector.Span);
            object?[] values =
            [
                track.Id, track.AudioPath, string.Join(Separator, track.Labels), track.Artist, track.Album, track.Title, track.Recording,
                string.Join(Separator, song.Genres), string.Join(Separator, song.Artists),
                song.Features.IsEmpty ? null : MemoryMarshal.AsBytes(song.Features.Span).ToArray(),
            ];
            foreach (var (i, value) in values.Index())
                command.Parameters[i].Value = value ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        vectors.Commit();
        transaction.Commit();
    }

    /// <inheritdoc/>
    public Song? Find(string id)
    {
        lock (gate)
            return vectors.Find(id) is { } vector
                ? Read($"SELECT {Columns} FROM song WHERE id = $value", row => SongOf(row, vector), id).SingleOrDefault() : null;
    }

    /// <inheritdoc/>
    public IEnumerable<Song> All(Work work) => Read($"SELECT {Columns} FROM song ORDER BY number", row =>
    {
        work.ThrowIfStopped();
        return SongOf(row, vectors.Find(row.GetString(0))!);
    });

    /// <inheritdoc/>
    public string? IdOfFile(string path) => Read("SELECT id FROM song WHERE path = $value", row => row.GetString(0), path).FirstOrDefault();

    /// <inheritdoc/>
    public IReadOnlyList<PlacedSong> Nearest(ReadOnlySpan<float> vector, int count, Work work) =>
        [.. vectors.NearestVectors(vector, count, work).Select(song => new PlacedSong(song.Id, song.Vector))];

    /// <inheritdoc/>
    public void Dispose()
    {
        database.Dispose();
        vectors.Dispose();
    }

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> row, string? value = null)
    {
        lock (gate)
            return Read(database, sql, row, value);
    }

    private static List<T> Read<T>(SqliteConnection database, string sql, Func<SqliteDataReader, T> row, string? value = null)
    {
        using var command = Command(database, sql, value is null ? [] : [("$value", value)]);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    private static SqliteCommand Command(SqliteConnection database, string sql, params (string Name, object? Value)[] parameters)
    {
        var command = database.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private static Track TrackOf(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        AudioPath = row.GetString(1),
        Labels = Several(row.GetString(2)),
        Artist = Text(row, 3),
        Album = Text(row, 4),
        Title = Text(row, 5),
        Recording = Text(row, 6),
    };

    private static Song SongOf(SqliteDataReader row, float[] vector)
    {
        var track = TrackOf(row);
        var features = row.IsDBNull(9) ? [] : MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(9)).ToArray();
        return new(track, vector, features, Several(row.GetString(7)), Several(row.GetString(8)), SongTitle.Of(track.Title),
            track.Recording);
    }

    private static ImmutableArray<string> Several(string text) => text.Length == 0 ? [] : [.. text.Split(Separator)];

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
