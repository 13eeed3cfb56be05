using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation.Vectors;

namespace Workbench.Recommendation.Kept;

/// <summary>
/// A <see cref="SimilarityIndex"/> in a folder beside the catalogue that it was made of, so that questions to many songs need not wait
/// until it is made again: the database <c>songs.db</c> and the folder <c>vectors</c>, in a folder a way of comparing.
/// </summary>
internal static class KeptIndex
{
    /// <summary>Below so many songs an index is made faster than it is found.</summary>
    public const int FewestSongs = 2000;

    /// <summary>Folder of the indices beside a catalogue.</summary>
    public const string FolderName = "index";

    private const string DatabaseName = "songs.db", VectorsName = "vectors";

    /// <summary>Raised when other things are kept.</summary>
    private const int Version = 1;

    private static readonly string Schema = KeptSongs.Schema + """
        CREATE TABLE IF NOT EXISTS reference(number INTEGER PRIMARY KEY, id TEXT NOT NULL, vector BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS space(catalogue TEXT NOT NULL, columns TEXT NOT NULL, numbers BLOB NOT NULL, checksum BLOB NOT NULL);
        """;

    /// <summary>The index of a catalogue: the one that is kept, or one that is made of it, and kept if it has many songs.</summary>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="model">The model that heard the songs.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="songs">Reads the catalogue.</param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">The catalogue cannot be read.</exception>
    public static SimilarityIndex Of(
        string catalogue, TrainedModel model, SimilaritySpec? spec, Func<SongCatalogue> songs, Work? work = null) =>
        Open(catalogue, spec, model.Vocabulary, work) ?? Make(catalogue, model, spec, songs(), work);

    /// <summary>Makes the index of a catalogue, and keeps it if it has many songs.</summary>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="model">The model that heard the songs.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="songs">The catalogue.</param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    public static SimilarityIndex Make(string catalogue, TrainedModel model, SimilaritySpec? spec, SongCatalogue songs, Work? work = null)
    {
        var index = SimilarityIndex.Over(songs, model, spec, work);
        if (index.Songs.Count >= FewestSongs)
            Keep(index, catalogue, spec, work ?? Work.OnAllProcessors);
        return index;
    }

    /// <summary>Opens the index of a catalogue; null where there is none, or one of other songs.</summary>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="vocabulary">Labels of the model.</param>
    /// <param name="work">Threads and token; null for <see cref="Work.OnAllProcessors"/>.</param>
    internal static SimilarityIndex? Open(string catalogue, SimilaritySpec? spec, LabelVocabulary vocabulary, Work? work = null)
    {
        var folder = FolderOf(catalogue, spec);
        if (!File.Exists(Path.Combine(folder, DatabaseName)))
            return null;
        SqliteConnection? database = null;
        VectorIndex? vectors = null;
        try
        {
            database = new Database(Path.Combine(folder, DatabaseName)).OpenReadOnly();
            if (SpaceOf(database) is { } kept && kept.Catalogue == StampOf(catalogue))
            {
                vectors = VectorIndex.Open(Path.Combine(folder, VectorsName));
                SimilarityIndex index = new(new KeptSongs(database, vectors), kept.Space, ReferencesOf(database), kept.Columns, vocabulary,
                    work ?? Work.OnAllProcessors);
                (database, vectors) = (null, null);
                return index;
            }
        }
        catch (Exception error) when (error is SqliteException or WorkbenchException or IOException)
        {
            // Damaged, or of a version that is no more: it is made anew.
        }
        finally
        {
            database?.Dispose();
            vectors?.Dispose();
        }
        return null;
    }

    /// <summary>Keeps an index, in place of the one that is there; nothing is kept where nothing can be written.</summary>
    /// <param name="index">The index.</param>
    /// <param name="catalogue">The folder of the catalogue.</param>
    /// <param name="spec">How songs are compared; null for the usual.</param>
    /// <param name="work">Its token stops it.</param>
    internal static void Keep(SimilarityIndex index, string catalogue, SimilaritySpec? spec, Work work)
    {
        try
        {
            AtomicFolder.Write(FolderOf(catalogue, spec), folder => File.Exists(Path.Combine(folder, DatabaseName)), folder =>
            {
                using var vectors = VectorIndex.OpenToWrite(Path.Combine(folder, VectorsName), index.Space.Width);
                using var database = new Database(Path.Combine(folder, DatabaseName)).Open(Schema);
                KeptSongs.Write(database, vectors, index.Songs.All(work), work);
                Describe(database, index, StampOf(catalogue));
                SqliteConnection.ClearPool(database); // the folder gets another name
            });
        }
        catch (Exception error) when (error is WorkbenchException or SqliteException or IOException or UnauthorizedAccessException)
        {
            // The answer does not hang on it; it is made again the next time.
        }
    }

    private static void Describe(SqliteConnection database, SimilarityIndex index, string catalogue)
    {
        using var transaction = database.BeginTransaction();
        foreach (var (number, song) in index.References.Index())
            Execute(database, "INSERT INTO reference VALUES ($number, $id, $vector)",
                ("$number", number), ("$id", song.Id), ("$vector", MemoryMarshal.AsBytes(song.Vector.Span).ToArray()));
        using MemoryStream numbers = new();
        using (BinaryWriter writer = new(numbers))
            index.Space.Write(writer);
        Execute(database, "INSERT INTO space VALUES ($catalogue, $columns, $numbers, $checksum)",
            ("$catalogue", catalogue), ("$columns", string.Join('\n', index.FeatureColumns)), ("$numbers", numbers.ToArray()),
            ("$checksum", SHA256.HashData(numbers.ToArray())));
        transaction.Commit();
    }

    private static string FolderOf(string catalogue, SimilaritySpec? spec) =>
        Path.Combine(catalogue, FolderName, spec is null ? "usual" : SpecJson.Hash(spec)[..12]);

    /// <summary>Tells the files of the catalogue from those of another.</summary>
    private static string StampOf(string catalogue) => string.Join(' ',
        new[] { SongCatalogue.SongsName, SongCatalogue.EmbeddingsName }.Select(name => new FileInfo(Path.Combine(catalogue, name)))
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Length}@{file.LastWriteTimeUtc.Ticks}"))
            .Prepend(string.Create(CultureInfo.InvariantCulture, $"version {Version}:")));

    private static (string Catalogue, ImmutableArray<string> Columns, SimilaritySpace Space)? SpaceOf(SqliteConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT catalogue, columns, numbers, checksum FROM space";
        using var row = command.ExecuteReader();
        if (!row.Read() || !SHA256.HashData(row.GetFieldValue<byte[]>(2)).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(3)))
            return null;
        using BinaryReader numbers = new(new MemoryStream(row.GetFieldValue<byte[]>(2)));
        return (row.GetString(0), row.GetString(1) is { Length: > 0 } columns ? [.. columns.Split('\n')] : [],
            SimilaritySpace.Read(numbers));
    }

    private static List<PlacedSong> ReferencesOf(SqliteConnection database)
    {
        using var command = database.CreateCommand();
        command.CommandText = "SELECT id, vector FROM reference ORDER BY number";
        using var row = command.ExecuteReader();
        var references = new List<PlacedSong>();
        while (row.Read())
            references.Add(new(row.GetString(0), MemoryMarshal.Cast<byte, float>(row.GetFieldValue<byte[]>(1)).ToArray()));
        return references;
    }

    private static void Execute(SqliteConnection database, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
