using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Workbench.Foundation;

namespace Workbench.Features.Cache;

/// <summary>
/// Lets the features of a file outlast a change of its tags: they are kept by the bytes of the file, tags included, and are taken over to
/// those that it has afterwards. Where nothing is known of the file, or nothing can be written, it is heard anew the next time.
/// </summary>
/// <param name="database">Where they are kept.</param>
internal sealed class ChangedTags(Database database)
{
    private static readonly string[] Tables = ["feature_vector", "feature_frames", "feature_quarantine"];

    /// <summary>Changes a file, and takes its features over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="change">Changes its tags, and leaves the sound as it is.</param>
    public void During(string path, Action change)
    {
        using var connection = database.OpenOrRead("", out var whyReadOnly);
        var known = connection.HasTable("audio_file") ? FindHash(connection, FileStamp.Of(path)) : null;
        change();
        if (known is null || whyReadOnly is not null)
            return;
        try
        {
            using var stream = File.OpenRead(path);
            TakeOver(connection, known, Convert.ToHexStringLower(SHA256.HashData(stream)), FileStamp.Of(path));
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            // The change is made, and the song is heard anew the next time.
        }
    }

    private static void TakeOver(SqliteConnection connection, string known, string hash, FileStamp stamp)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("INSERT OR REPLACE INTO audio_file VALUES ($path, $size, $modified, $new)",
            ("$path", stamp.Path), ("$size", stamp.Size), ("$modified", stamp.ModifiedTicks), ("$new", hash));
        foreach (var table in Tables)
            if (connection.ColumnsOf(table) is [_, ..] columns && string.Join(", ", columns.Skip(1)) is var rest)
                connection.Execute($"INSERT OR IGNORE INTO {table} (audio_hash, {rest}) SELECT $new, {rest} FROM {table} "
                    + "WHERE audio_hash = $old", ("$new", hash), ("$old", known));
        transaction.Commit();
    }

    private static string? FindHash(SqliteConnection connection, FileStamp stamp) => connection.Rows(
        "SELECT audio_hash FROM audio_file WHERE path = $path AND size = $size AND modified_ticks = $modified", row => row.GetString(0),
        ("$path", stamp.Path), ("$size", stamp.Size), ("$modified", stamp.ModifiedTicks)).SingleOrDefault();
}
