using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// The tables of the feature cache, for some features. One is found by the content of the audio file, its own spec and the
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
        CREATE TABLE IF NOT EXISTS feature_name (spec_hash TEXT PRIMARY KEY, feature TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS feature_quarantine (
            audio_hash TEXT NOT NULL, spec_hash TEXT NOT NULL, extractor_version INTEGER NOT NULL, decoders TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (audio_hash, spec_hash, extractor_version));
        """;

    private readonly Lock gate = new();
    private readonly Database database;
    private readonly ImmutableArray<FeaturePart> parts;
    private readonly ImmutableArray<CacheKey> keys;
    private readonly int askedCount;
    private readonly SqliteConnection connection;
    private readonly WorkbenchException? whyReadOnly;
    private readonly bool isThere;
    private readonly IFeatureStorage<T> storage;
    private readonly Dictionary<string, SqliteCommand> questions = [];
    private readonly ImmutableArray<EarlierRows> earlier;
    private readonly HashSet<string> noted = [];
    private readonly string findWhole;
    private readonly string findFeatures;
    private readonly string findReason;
    private List<(string Content, EarlierRows Rows, ImmutableArray<T> Features)> split = [];

    /// <param name="database">Where the tables are, or shall be.</param>
    /// <param name="spec">What is asked for.</param>
    /// <param name="parts">Its features, and behind them others that are looked for without being missed.</param>
    /// <param name="storage">How they are kept.</param>
    /// <param name="mayWrite">Whether tables are made, or brought up to date, where they are not.</param>
    public FeatureStore(
        Database database, FeatureSpec spec, ImmutableArray<FeaturePart> parts, IFeatureStorage<T> storage, bool mayWrite = true)
    {
        (this.storage, this.parts, askedCount, this.database) = (storage, parts, spec.Features.Length, database);
        keys = [.. parts.Select(CacheKey.Of)];
        earlier = EarlierRows.For(spec, parts);
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
        isThere = new[] { "audio_file", "feature_quarantine", storage.Table }.All(connection.HasTable);
        var known = connection.ColumnsOf(storage.Table);
        findWhole = $"SELECT spec_hash, {string.Join(", ", ColumnNames.Select(name => known.Contains(name) ? name : "NULL"))} "
            + $"FROM {storage.Table} WHERE audio_hash = $audio AND extractor_version = {FeatureExtractor.Version} AND spec_hash IN ";
        findFeatures = findWhole + ListOf(keys);
        findReason = "SELECT reason FROM feature_quarantine WHERE audio_hash = $audio AND extractor_version = "
            + $"{FeatureExtractor.Version} AND decoders = $decoders AND spec_hash IN "
            + ListOf(keys.Take(askedCount).Concat(earlier.Where(IsOfAsked).Select(rows => rows.Key)));
    }

    /// <summary>
    /// The decoders on this machine. A file that these could not read may be read once there are others, so that a
    /// quarantine holds for one set of them.
    /// </summary>
    private static string Decoders => AudioFile.DecoderNames;

    /// <summary>The hash of a file's content, if the file is as it was when it was last read; else null.</summary>
    public string? FindAudioHash(FileStamp stamp) => !isThere ? null : Guard(() => FirstText(
        "SELECT audio_hash FROM audio_file WHERE path = $path AND size = $size AND modified_ticks = $modified",
        ("$path", stamp.Path), ("$size", stamp.Size), ("$modified", stamp.ModifiedTicks)));

    /// <summary>The features of some content, or the reason why it has none; without those that are not known, or damaged.</summary>
    public FoundFeatures<T> Find(string contentHash)
    {
        var found = new T?[parts.Length];
        return !isThere ? new(found, null, IsDamaged: false) : Guard(() =>
        {
            var isDamaged = Read(findFeatures, contentHash, keys, found);
            foreach (var rows in earlier)
                if (!HasAsked(found) && rows.Places.Any(place => place >= 0 && found[place] is null))
                    isDamaged |= ReadEarlier(contentHash, rows, found);
            var reason = HasAsked(found) ? WhyNotTogether(found)
                : FirstText(findReason, ("$audio", contentHash), ("$decoders", Decoders));
            return new FoundFeatures<T>(found, reason, isDamaged);
        });
    }

    /// <summary>Whether all is there that was asked for.</summary>
    public bool HasAsked(T?[] found) => found.AsSpan(0, askedCount).IndexOf((T?)null) < 0;

    /// <summary>Why features that are all there make no rows together; null if they do.</summary>
    public string? WhyNotTogether(T?[] found) => storage.WhyNotTogether(parts, found.AsSpan(0, askedCount));

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
            connection.Execute("INSERT OR REPLACE INTO audio_file VALUES ($path, $size, $modified, $audio)",
                ("$path", outcome.Stamp.Path), ("$size", outcome.Stamp.Size),
                ("$modified", outcome.Stamp.ModifiedTicks), ("$audio", audioHash));
            foreach (var fresh in outcome.Fresh)
                if (fresh.Features is { } features)
                {
                    Write(contentHash, keys[fresh.Part].Hash, features);
                    connection.Execute("DELETE FROM feature_quarantine WHERE audio_hash = $audio AND spec_hash = $spec "
                        + "AND extractor_version = $version", Key(contentHash, keys[fresh.Part].Hash));
                }
                else
                    connection.Execute("INSERT OR REPLACE INTO feature_quarantine VALUES ($audio, $spec, $version, $decoders, $reason)",
                        [.. Key(contentHash, keys[fresh.Part].Hash), ("$decoders", Decoders), ("$reason", fresh.Reason!)]);
        }
        transaction.Commit();
        return true;
    });

    /// <summary>Gives the features of rows of earlier versions that were read rows of their own, where anything can be written.</summary>
    public void SplitEarlier()
    {
        if (split.Count > 0) // or readers would wait for those who write
            Guard(() =>
            {
                using var transaction = connection.BeginTransaction();
                foreach (var (content, rows, features) in split)
                {
                    foreach (var (part, values) in rows.Parts.Zip(features))
                        Write(content, part.Hash, values);
                    connection.Execute($"DELETE FROM {storage.Table} WHERE audio_hash = $audio AND spec_hash = $spec "
                        + "AND extractor_version = $version", Key(content, rows.Key.Hash));
                    foreach (var part in rows.Parts)
                        Note(part);
                }
                transaction.Commit();
                split = [];
                return true;
            });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var question in questions.Values)
            question.Dispose();
        connection.Dispose();
    }

    private bool IsOfAsked(EarlierRows rows) => rows.Places.Any(place => place >= 0 && place < askedCount);

    /// <summary>Reads what is there.</summary>
    /// <returns>Whether something is damaged.</returns>
    private bool Read(string question, string contentHash, ImmutableArray<CacheKey> wanted, Span<T?> found)
    {
        var isDamaged = false;
        using var row = Ask(question, ("$audio", contentHash)).ExecuteReader();
        while (row.Read())
        {
            var place = 0;
            while (!raw.sqlite3_column_blob(row.Handle, 0).SequenceEqual(wanted[place].HashBytes))
                place++;
            try
            {
                found[place] = storage.Read(wanted[place], row);
            }
            catch (Exception error) when (error is InvalidCastException or OverflowException or InvalidOperationException)
            {
                // no value of the column's type
            }
            isDamaged |= found[place] is null;
        }
        return isDamaged;
    }

    /// <summary>Takes what is missing from a row of an earlier version.</summary>
    /// <returns>Whether it is damaged.</returns>
    private bool ReadEarlier(string contentHash, EarlierRows rows, T?[] found)
    {
        T?[] whole = [null];
        var isDamaged = Read(findWhole + ListOf([rows.Key]), contentHash, [rows.Key], whole);
        if (whole[0] is not { } kept)
            return isDamaged;
        var features = storage.Split(rows.Spec, kept);
        for (var i = 0; i < features.Length; i++)
            if (rows.Places[i] is >= 0 and var place)
                found[place] ??= features[i];
        if (whyReadOnly is not null)
            return false;
        if (rows.AreWhole)
            split.Add((contentHash, rows, features));
        else if (noted.Add(rows.Key.Hash))
            NoteDay(rows.Key.Hash);
        return false;
    }

    private void Write(string contentHash, string hash, T features) => connection.Execute(
        $"INSERT OR REPLACE INTO {storage.Table} VALUES ($audio, $spec, $version, {string.Join(", ", ColumnNames.Select(c => $"${c}"))})",
        [.. Key(contentHash, hash), .. ColumnNames.Zip(storage.Values(features), (name, value) => ($"${name}", value))]);

    private static SqliteConnection ToRead(Database database, out WorkbenchException? whyReadOnly)
    {
        whyReadOnly = new("This store was opened to read alone.");
        return database.OpenReadOnly();
    }

    private bool NoteUse()
    {
        using var transaction = connection.BeginTransaction();
        foreach (var part in parts)
            Note(part);
        transaction.Commit();
        return true;
    }

    private void Note(FeaturePart part)
    {
        if (!noted.Add(part.Hash))
            return;
        NoteDay(part.Hash);
        connection.Execute("INSERT OR IGNORE INTO feature_name VALUES ($spec, $feature)",
            ("$spec", part.Hash), ("$feature", part.Feature.Name));
    }

    /// <summary>Notes the day, once a day, so that what is no longer used is known.</summary>
    private void NoteDay(string hash) =>
        connection.Execute("INSERT INTO feature_use VALUES ($spec, $day) ON CONFLICT DO UPDATE SET day = $day WHERE day < $day",
            ("$spec", hash), ("$day", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>Tables of earlier versions get the columns that they lack.</summary>
    private bool AddColumns()
    {
        using var transaction = connection.BeginTransaction();
        var known = connection.ColumnsOf(storage.Table);
        foreach (var column in storage.Columns.Split(", ").Where(column => !known.Contains(column.Split(' ')[0])))
            connection.Execute($"ALTER TABLE {storage.Table} ADD COLUMN {column}");
        transaction.Commit();
        return true;
    }

    private IEnumerable<string> ColumnNames => storage.Columns.Split(", ").Select(column => column.Split(' ')[0]);

    private static (string Name, object? Value)[] Key(string contentHash, string hash) =>
        [("$audio", contentHash), ("$spec", hash), ("$version", FeatureExtractor.Version)];

    /// <summary>Hashes as a list of SQL: hexadecimal digits alone.</summary>
    private static string ListOf(IEnumerable<CacheKey> keys) => $"({string.Join(", ", keys.Select(key => $"'{key.Hash}'"))})";

    private string? FirstText(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var reader = Ask(sql, parameters).ExecuteReader();
        return reader.Read() ? reader.GetString(0) : null;
    }

    /// <summary>A question that was prepared once: thousands of songs ask it.</summary>
    private SqliteCommand Ask(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        ref var question = ref CollectionsMarshal.GetValueRefOrAddDefault(questions, sql, out _);
        question ??= connection.Statement(sql);
        foreach (var (name, value) in parameters)
            if (question.Parameters.Contains(name))
                question.Parameters[name].Value = value;
            else
                question.Parameters.AddWithValue(name, value);
        return question;
    }

    private TResult Guard<TResult>(Func<TResult> work)
    {
        lock (gate)
            return database.Told(work);
    }
}
