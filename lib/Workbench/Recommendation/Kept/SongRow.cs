using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Workbench.Datasets;

namespace Workbench.Recommendation.Kept;

/// <summary>What is known of a song, as a row of a database: with a checksum, which is compared as it is read.</summary>
internal static class SongRow
{
    /// <summary>The columns.</summary>
    public const string Columns = "id, path, labels, artist, album, title, recording, genres, artists, features, checksum";

    /// <summary>The table.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS song(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, labels TEXT NOT NULL,
            artist TEXT, album TEXT, title TEXT, recording TEXT, genres TEXT NOT NULL, artists TEXT NOT NULL, features BLOB,
            checksum INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS song_path ON song(path);
        """;

    /// <summary>Between labels, genres and artists: the one character that none of them has.</summary>
    private const char Separator = '\n';

    /// <summary>The values of the columns, in their order.</summary>
    public static object[] Of(Song song)
    {
        var track = song.Track;
        object[] values =
        [
            track.Id, track.AudioPath, string.Join(Separator, track.Labels), OrNull(track.Artist), OrNull(track.Album), OrNull(track.Title),
            OrNull(track.Recording), string.Join(Separator, song.Genres), string.Join(Separator, song.Artists),
            song.Features.IsEmpty ? DBNull.Value : MemoryMarshal.AsBytes(song.Features.Span).ToArray(),
        ];
        return [.. values, ChecksumOf(values)];
    }

    /// <summary>The song of a row; null where the row does not agree with its checksum.</summary>
    /// <param name="row">With all columns.</param>
    /// <param name="vectorOf">Its vector, by its id.</param>
    public static Song? Read(SqliteDataReader row, Func<string, float[]> vectorOf)
    {
        object[] values = [.. Enumerable.Range(0, row.FieldCount).Select(row.GetValue)];
        if (!values[^1].Equals(ChecksumOf(values[..^1])))
            return null;
        var track = new Track
        {
            Id = (string)values[0],
            AudioPath = (string)values[1],
            Labels = Several(values[2]),
            Artist = values[3] as string,
            Album = values[4] as string,
            Title = values[5] as string,
            Recording = values[6] as string,
        };
        var features = values[9] is byte[] bytes ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : [];
        return new(track, vectorOf(track.Id), features, Several(values[7]), Several(values[8]), SongTitle.Of(track.Title), track.Recording);
    }

    /// <summary>Of text, bytes and NULL, which are all that a row has: type and length of each stand before it.</summary>
    private static long ChecksumOf(object[] values)
    {
        XxHash3 hash = new();
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        foreach (var value in values)
        {
            var bytes = value as byte[] ?? (value is string text ? Encoding.UTF8.GetBytes(text) : []);
            head[0] = value switch { string => 1, byte[] => 2, DBNull => 3, _ => 0 };
            BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
            hash.Append(head);
            hash.Append(bytes);
        }
        return (long)hash.GetCurrentHashAsUInt64();
    }

    private static object OrNull(string? text) => text ?? (object)DBNull.Value;

    private static ImmutableArray<string> Several(object text) => (string)text is { Length: > 0 } all ? [.. all.Split(Separator)] : [];
}
