using System.Globalization;
using Microsoft.Data.Sqlite;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// The tables of the feature cache, for one spec. A vector is found by the content of the audio file, the spec and the
/// version of the extractor; a second table spares the reading of files that have not changed. Safe for several threads,
/// and, as every statement can be repeated, for several processes.
/// </summary>
internal sealed class FeatureStore<T> : IDisposable
    where T : class
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS audio_file (
            path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified_ticks INTEGER NOT NULL, audio_hash TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS feature_use (spec_hash TEXT PRIMARY KEY, day TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS feature_quarantine (
            audio_hash TEXT NOT NULL, spec_hash TEXT NOT NULL, extractor_version INTEGER NOT NULL, decoders TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (audio_hash, spec_hash, extractor_version));
        """;

    private readonly Lock gate = new();
    private readonly string databasePath;
    private readonly string specHash;
    private readonly SqliteConnection connection;
    private readonly WorkbenchException? whyReadOnly;
    private readonly bool isThere;
    private readonly string readColumns;
    private readonly IFeatureStorage<T> storage;

    /// <param name="database">Where the tables are, or shall be.</param>
    /// <param name="spec">What the features are.</param>
    /// <param name="storage">How they are kept.</param>
    /// <param name="mayWrite">Whether tables are made, or brought up to date, where they are not.</param>
    public FeatureStore(Database database, FeatureSpec spec, IFeatureStorage<T> storage, bool mayWrite = true)
    {
        this.storage = storage;
        databasePath = database.Path;
        specHash = spec.Hash;
        connection = !mayWrite ? ToRead(database, out whyReadOnly) : database.OpenOrRead($"""
            {Schema}
            CREATE TABLE IF NOT EXISTS {storage.Table} (
                audio_hash TEXT NOT NULL, spec_hash TEXT NOT NULL, extractor_version INTEGER NOT NULL, {storage.Columns},
                PRIMARY KEY (audio_hash, spec_hash, extractor_version));
            """, out whyReadOnly);
        if (whyReadOnly is null)
        {
            Guard(AddColumns);
            Guard(NoteUse);
        }
        isThere = new[] { "audio_file", "feature_quarantine", storage.Table }.All(table => ColumnsOf(table).Count > 0);
        readColumns = string.Join(", ", ColumnNames.Select(name => ColumnsOf(storage.Table).Contains(name) ? name : "NULL"));
    }

    /// <summary>
    /// The decoders on this machine. A file that these could not read may be read once there are others, so that a
    /// quarantine holds for one set of them.
    /// </summary>
    private static string Decoders => AudioFile.DecoderNames;

    /// <summary>The hash of a file's content, if the file is as it was when it was last read; else null.</summary>
    public string? FindAudioHash(FileStamp stamp) => !isThere ? null : Query(
        "SELECT audio_hash FROM audio_file WHERE path = $path AND size = $size AND modified_ticks = $modified",
        [("$path", stamp.Path), ("$size", stamp.Size), ("$modified", stamp.ModifiedTicks)],
        reader => reader.GetString(0));

    /// <summary>
    /// The features of some content, or the reason why it has none; both null if it is not known, or if what was kept is damaged.
    /// </summary>
    public (T? Features, string? Reason, bool IsDamaged) Find(string audioHash)
    {
        if (!isThere)
            return default;
        var isDamaged = false;
        var features = Query(
            $"SELECT {readColumns} FROM {storage.Table} WHERE audio_hash = $audio AND spec_hash = $spec AND extractor_version = $version",
            Key(audioHash), row => Read(row, out isDamaged));
        return features is not null ? (features, null, false) : (null, Query(
            "SELECT reason FROM feature_quarantine WHERE audio_hash = $audio AND spec_hash = $spec AND extractor_version "
            + "= $version AND decoders = $decoders",
            [.. Key(audioHash), ("$decoders", Decoders)], reader => reader.GetString(0)), isDamaged);
    }

    /// <summary>Makes sure that what is extracted can be kept.</summary>
    /// <exception cref="WorkbenchException">The disk lets nothing be written.</exception>
    public void RequireWritable()
    {
        if (whyReadOnly is not null)
            throw whyReadOnly;
    }

    /// <summary>Writes a batch, whole or not at all.</summary>
    public void Save(IReadOnlyList<FileOutcome<T>> batch) => Guard(() =>
    {
        storage.Flush();
        using var transaction = connection.BeginTransaction();
        foreach (var outcome in batch)
        {
            if (outcome is not { AudioHash: { } audioHash, ContentHash: { } contentHash })
                continue;
            Execute("INSERT OR REPLACE INTO audio_file VALUES ($path, $size, $modified, $audio)",
                [("$path", outcome.Stamp.Path), ("$size", outcome.Stamp.Size),
                    ("$modified", outcome.Stamp.ModifiedTicks), ("$audio", audioHash)]);
            if (outcome.Features is { } features)
            {
                Execute($"INSERT OR REPLACE INTO {storage.Table} VALUES ($audio, $spec, $version, "
                    + $"{string.Join(", ", ColumnNames.Select(c => $"${c}"))})",
                    [.. Key(contentHash), .. ColumnNames.Zip(storage.Values(features), (name, value) => ($"${name}", value))]);
                Execute("DELETE FROM feature_quarantine WHERE audio_hash = $audio AND spec_hash = $spec AND extractor_version = $version",
                    Key(contentHash));
            }
            else
                Execute("INSERT OR REPLACE INTO feature_quarantine VALUES ($audio, $spec, $version, $decoders, $reason)",
                    [.. Key(contentHash), ("$decoders", Decoders), ("$reason", outcome.Reason!)]);
        }
        transaction.Commit();
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private T? Read(SqliteDataReader row, out bool isDamaged)
    {
        T? features;
        try
        {
            features = storage.Read(row);
        }
        catch (Exception error) when (error is InvalidCastException or OverflowException or InvalidOperationException)
        {
            features = null; // no value of the column's type
        }
        isDamaged = features is null;
        return features;
    }

    private static SqliteConnection ToRead(Database database, out WorkbenchException? whyReadOnly)
    {
        whyReadOnly = new("This store was opened to read alone.");
        return database.OpenReadOnly();
    }

    /// <summary>Notes the day, once a day, so that what is no longer used is known.</summary>
    private bool NoteUse()
    {
        Execute("INSERT INTO feature_use VALUES ($spec, $day) ON CONFLICT DO UPDATE SET day = $day WHERE day < $day",
            [("$spec", specHash), ("$day", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]);
        return true;
    }

    /// <summary>Tables of earlier versions get the columns that they lack.</summary>
    private bool AddColumns()
    {
        using var transaction = connection.BeginTransaction();
        var known = ColumnsOf(storage.Table);
        foreach (var column in storage.Columns.Split(", ").Where(column => !known.Contains(column.Split(' ')[0])))
            Execute($"ALTER TABLE {storage.Table} ADD COLUMN {column}", []);
        transaction.Commit();
        return true;
    }

    private HashSet<string> ColumnsOf(string table)
    {
        using var command = Command("SELECT name FROM pragma_table_info($table)", [("$table", table)]);
        using var reader = command.ExecuteReader();
        HashSet<string> names = [];
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private IEnumerable<string> ColumnNames => storage.Columns.Split(", ").Select(column => column.Split(' ')[0]);

    private (string Name, object Value)[] Key(string audioHash) =>
        [("$audio", audioHash), ("$spec", specHash), ("$version", FeatureExtractor.Version)];

    private TResult? Query<TResult>(string sql, (string Name, object Value)[] parameters, Func<SqliteDataReader, TResult?> read)
        where TResult : class => Guard(() =>
        {
            using var command = Command(sql, parameters);
            using var reader = command.ExecuteReader();
            return reader.Read() ? read(reader) : null;
        });

    private void Execute(string sql, (string Name, object Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    private TResult Guard<TResult>(Func<TResult> work)
    {
        lock (gate)
            try
            {
                return work();
            }
            catch (SqliteException error)
            {
                throw StorageFailure.Of(databasePath, error);
            }
    }
}
