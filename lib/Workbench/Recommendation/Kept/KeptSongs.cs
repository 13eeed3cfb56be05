using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Recommendation.Vectors;

namespace Workbench.Recommendation.Kept;

/// <summary>
/// Songs that a <see cref="SimilarityIndex"/> answers from, in a folder that opens at once: what is known of them in a database, and where
/// they lie in a <see cref="VectorIndex"/>. What is read of them is compared with its checksum.
/// </summary>
/// <remarks>Whatever asks gets a <see cref="WorkbenchException"/> with the remedy where what it needs is damaged.</remarks>
internal sealed class KeptSongs : IIndexedSongs
{
    private readonly Lock gate = new();
    private readonly Database file;
    private readonly SqliteConnection connection;
    private readonly VectorIndex vectors;
    private readonly Lazy<ImmutableArray<Track>> tracks;

    /// <param name="file">The database.</param>
    /// <param name="connection">A connection to it, which it takes over.</param>
    /// <param name="vectors">The vectors, which it takes over.</param>
    /// <exception cref="WorkbenchException">They are not of the same songs.</exception>
    public KeptSongs(Database file, SqliteConnection connection, VectorIndex vectors)
    {
        (this.file, this.connection, this.vectors) = (file, connection, vectors);
        tracks = new(() => [.. Read("ORDER BY number", _ => []).Select(song => song.Track)]);
        var rows = file.Told(() => connection.Rows("SELECT COUNT(*) FROM song", row => row.GetInt32(0)))[0];
        if (rows != Count)
            throw file.Damaged($"it has {Counted.Of(rows, "song")}, and there are vectors of {Count}");
    }

    /// <inheritdoc/>
    public int Count => vectors.Count;

    /// <inheritdoc/>
    public ImmutableArray<Track> Tracks => tracks.Value;

    /// <summary>Writes songs.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="vectors">The vectors, opened to be written.</param>
    /// <param name="songs">The songs.</param>
    /// <param name="work">Its token stops it.</param>
    public static void Write(SqliteConnection connection, VectorIndex vectors, IEnumerable<Song> songs, Work work)
    {
        using var transaction = connection.BeginTransaction();
        string[] columns = SongRow.Columns.Split(", ");
        using var command = connection.Statement(
            $"INSERT INTO song({SongRow.Columns}) VALUES ({string.Join(", ", columns.Select(name => $"${name}"))})",
            [.. columns.Select(name => ($"${name}", (object?)null))]);
        foreach (var song in work.Each(songs))
        {
            vectors.Put(song.Track.Id, song.Vector.Span);
            foreach (var (column, value) in SongRow.Of(song).Index())
                command.Parameters[column].Value = value;
            command.ExecuteNonQuery();
        }
        vectors.Commit();
        transaction.Commit();
    }

    /// <inheritdoc/>
    public Song? Find(string id)
    {
        lock (gate)
            return vectors.Find(id) is not { } vector ? null
                : Read("WHERE id = $value", _ => vector, id) is [var song] ? song : throw file.Damaged($"it has no song {id}");
    }

    /// <inheritdoc/>
    public IEnumerable<Song> All(Work work) => Read("ORDER BY number", id =>
    {
        work.ThrowIfStopped();
        return vectors.Find(id) ?? throw file.Damaged($"there is no vector of its song {id}");
    });

    /// <inheritdoc/>
    public string? IdOfFile(string path) => Read("WHERE path = $value", _ => [], path).FirstOrDefault()?.Track.Id;

    /// <inheritdoc/>
    public IReadOnlyList<PlacedSong> Nearest(ReadOnlySpan<float> vector, int count, Work work) =>
        [.. vectors.NearestVectors(vector, count, work).Select(song => new PlacedSong(song.Id, song.Vector))];

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        vectors.Dispose();
    }

    private List<Song> Read(string which, Func<string, float[]> vectorOf, string? value = null)
    {
        lock (gate)
            return file.Told(() => connection.Rows($"SELECT {SongRow.Columns} FROM song {which}",
                row => SongRow.Read(row, vectorOf) ?? throw file.Damaged("the row of a song does not agree with its checksum"),
                ("$value", value)));
    }
}
