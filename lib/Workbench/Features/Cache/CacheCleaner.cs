using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>What the feature cache holds, and how it is freed.</summary>
/// <param name="database">Where summaries are kept; frames lie beside it.</param>
internal sealed class CacheCleaner(Database database)
{
    private string Folder => Path.GetDirectoryName(database.Path)!;

    /// <summary>What is there, by feature and version; by spec where an earlier version kept all features of one together.</summary>
    public ImmutableArray<CachedFeatures> List()
    {
        using var connection = database.OpenReadOnly();
        var used = Rows(connection, "feature_use", "SELECT spec_hash, day FROM feature_use",
            row => KeyValuePair.Create(row.GetString(0), row.GetString(1))).ToDictionary();
        var files = Rows(connection, "feature_frames", "SELECT DISTINCT spec_hash, extractor_version, file FROM feature_frames",
            row => (Key: (row.GetString(0), row.GetInt32(1)), File: row.GetString(2))).ToLookup(row => row.Key, row => LengthOf(row.File));
        var names = Rows(connection, "feature_name", "SELECT spec_hash, feature FROM feature_name",
            row => KeyValuePair.Create(row.GetString(0), row.GetString(1))).ToDictionary();
        return
        [
            .. Rows(connection, "feature_vector",
                "SELECT spec_hash, extractor_version, COUNT(*), SUM(LENGTH(vector)) FROM feature_vector GROUP BY 1, 2",
                row => new CachedFeatures(row.GetString(0), row.GetInt32(1), "feature_vector", row.GetInt32(2), row.GetInt64(3),
                    used.GetValueOrDefault(row.GetString(0)), names.GetValueOrDefault(row.GetString(0)))),
            .. Rows(connection, "feature_frames", "SELECT spec_hash, extractor_version, COUNT(*) FROM feature_frames GROUP BY 1, 2",
                row => new CachedFeatures(row.GetString(0), row.GetInt32(1), "feature_frames", row.GetInt32(2),
                    files[(row.GetString(0), row.GetInt32(1))].Sum(), used.GetValueOrDefault(row.GetString(0)),
                    names.GetValueOrDefault(row.GetString(0)))),
        ];
    }

    /// <summary>Frees features; the database gives the room back.</summary>
    /// <returns>False if a process extracts just now: then nothing is freed.</returns>
    public bool Free(IEnumerable<CachedFeatures> features)
    {
        using var alone = FolderLock.TryTake(Folder);
        if (alone is null)
            return false;
        using var connection = database.Open("");
        database.Told(() =>
        {
            using var transaction = connection.BeginTransaction();
            foreach (var freed in features)
                foreach (var table in new[] { freed.Table, "feature_quarantine" })
                    connection.Execute($"DELETE FROM {table} WHERE spec_hash = $spec AND extractor_version = $version",
                        ("$spec", freed.SpecHash), ("$version", freed.Version));
            transaction.Commit();
            return true;
        });
        var kept = Rows(connection, "feature_frames", "SELECT DISTINCT file FROM feature_frames", row => row.GetString(0)).ToHashSet();
        if (Directory.Exists(FramesFolder))
            foreach (var file in Directory.GetFiles(FramesFolder).Where(file => !kept.Contains(Path.GetFileName(file))))
                File.Delete(file);
        foreach (var command in new[] { "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)" })
            database.Told(() => connection.Execute(command));
        return true;
    }

    private string FramesFolder => Path.Combine(Folder, "frames");

    private long LengthOf(string file) =>
        new FileInfo(Path.Combine(FramesFolder, file)) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>What a question answers; nothing where the table is not made yet.</summary>
    private List<T> Rows<T>(SqliteConnection connection, string table, string sql, Func<SqliteDataReader, T> read) =>
        database.Told(() => connection.HasTable(table) ? connection.Rows(sql, read) : []);
}
