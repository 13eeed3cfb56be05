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
        var known = ColumnsOf(connection, "audio_file").Length > 0 ? FindHash(connection, FileStamp.Of(path)) : null;
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
        Execute(connection, "INSERT OR REPLACE INTO audio_file VALUES ($path, $size, $modified, $new)",
            ("$path", stamp.Path), ("$size", stamp.Size), ("$modified", stamp.ModifiedTicks), ("$new", hash));
        foreach (var table in Tables)
            if (ColumnsOf(connection, table) is [_, .. var others] && string.Join(", ", others) is var rest)
                Execute(connection, $"INSERT OR IGNORE INTO {table} (audio_hash, {rest}) SELECT $new, {rest} FROM {table} "
                    + "WHERE audio_hash = $old", ("$new", hash), ("$old", known));
        transaction.Commit();
    }

    private static string? FindHash(SqliteConnection connection, FileStamp stamp)
    {
        using var command = Command(connection,
            "SELECT audio_hash FROM audio_file WHERE path = $path AND size = $size AND modified_ticks = $modified",
            ("$path", stamp.Path), ("$size", stamp.Size), ("$modified", stamp.ModifiedTicks));
        return (string?)command.ExecuteScalar();
    }

    /// <summary>The columns of a table, the hash of the audio first; none of one that is not there.</summary>
    private static string[] ColumnsOf(SqliteConnection connection, string table)
    {
        using var command = Command(connection, "SELECT name FROM pragma_table_info($table)", ("$table", table));
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
            names.Add(reader.GetString(0));
        return [.. names];
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
