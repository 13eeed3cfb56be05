using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Workbench.Foundation;

namespace Workbench.Recommendation.Kept;

/// <summary>What is kept of an index beside its songs.</summary>
/// <param name="FeatureColumns"><see cref="SimilarityIndex.FeatureColumns"/>.</param>
/// <param name="Space">The space in which the songs lie.</param>
/// <param name="References">What hubs are measured by; none where they are not corrected.</param>
internal sealed record KeptSpace(ImmutableArray<string> FeatureColumns, SimilaritySpace Space, IReadOnlyList<PlacedSong> References)
{
    /// <summary>The table, of one row.</summary>
    public const string Schema =
        "CREATE TABLE IF NOT EXISTS space(catalogue TEXT NOT NULL, content BLOB NOT NULL, checksum BLOB NOT NULL);";

    /// <summary>Writes it.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="catalogue">Tells the catalogue of the index from others.</param>
    public void Write(SqliteConnection connection, string catalogue)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream))
        {
            writer.Write(string.Join('\n', FeatureColumns));
            Space.Write(writer);
            writer.Write(References.Count);
            foreach (var (id, vector) in References)
            {
                writer.Write(id);
                writer.Write(MemoryMarshal.AsBytes(vector.Span));
            }
        }
        var content = stream.ToArray();
        connection.Execute("INSERT INTO space VALUES ($catalogue, $content, $checksum)",
            ("$catalogue", catalogue), ("$content", content), ("$checksum", SHA256.HashData(content)));
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null where it is of another catalogue.</summary>
    /// <param name="file">The database.</param>
    /// <param name="connection">A connection to it.</param>
    /// <param name="catalogue">As it was written.</param>
    /// <exception cref="WorkbenchException">It is damaged.</exception>
    public static KeptSpace? Read(Database file, SqliteConnection connection, string catalogue) => file.Told(() =>
    {
        if (!connection.HasTable("space") || connection.Rows("SELECT catalogue FROM space", row => row.GetValue(0)) is not [var kept])
            throw file.Damaged("it has no space that its songs lie in");
        if (!kept.Equals(catalogue))
            return null;
        var (content, checksum) = connection.Rows("SELECT content, checksum FROM space",
            row => (row.GetValue(0) as byte[] ?? [], row.GetValue(1) as byte[] ?? []))[0];
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(checksum))
            throw file.Damaged("the space that its songs lie in does not agree with its checksum");
        using BinaryReader reader = new(new MemoryStream(content));
        var (columns, space) = (reader.ReadString(), SimilaritySpace.Read(reader));
        return new KeptSpace(columns.Length > 0 ? [.. columns.Split('\n')] : [], space,
            [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => ReadReference(reader, space.Width))]);
    });

    private static PlacedSong ReadReference(BinaryReader reader, int width) =>
        new(reader.ReadString(), MemoryMarshal.Cast<byte, float>(reader.ReadBytes(width * sizeof(float))).ToArray());
}
