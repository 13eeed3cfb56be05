using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Foundation;

public sealed class DatabaseTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_with_the_remedy()
    {
        var path = folder.File("cache", "workbench.db");
        File.WriteAllText(path, new string('x', 4096));
        var error = Assert.Throws<WorkbenchException>(() => new Database(path).Open("CREATE TABLE IF NOT EXISTS t (a);"));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Move the file away to start a new cache", error.Message, StringComparison.Ordinal);
        Assert.Contains("What listeners said of songs is in this file alone: sqlite3 OLD \".dump rating\" | sqlite3 NEW", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_is_called_damaged()
    {
        var path = folder.File("workbench.db");
        using (var connection = new Database(path).Open("CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(100000))"))
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        SqliteConnection.ClearAllPools();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..5000]);
        var error = Assert.Throws<WorkbenchException>(() => new Database(path).Open("CREATE TABLE u (a)"));
        Assert.Matches($"^{Regex.Escape(path)}: damaged \\(.*\\)\\. Move the file away to start a new cache, or set WORKBENCH_DATA",
            error.Message);
    }

    [Fact]
    public void Where_nothing_can_be_written_what_is_there_is_read()
    {
        var path = folder.File("odd #?%20 name", "workbench.db");
        const string schema = "CREATE TABLE IF NOT EXISTS t (a)";
        new Database(path).Open($"{schema}; INSERT INTO t VALUES (7)").Dispose();
        SqliteConnection.ClearAllPools();
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "whoever may do everything may write here too");
        using var connection = new Database(path).OpenOrRead(schema, out var whyReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT a FROM t";
        Assert.Equal(7L, command.ExecuteScalar());
        Assert.Contains("may not be written", whyReadOnly!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_that_cannot_be_made_are_noticed_at_once()
    {
        var path = folder.File("workbench.db");
        Directory.CreateDirectory(path + "-wal"); // in the way of what SQLite writes first
        Assert.StartsWith($"{path}: ", Assert.Throws<WorkbenchException>(() => new Database(path).Open("CREATE TABLE t (a)")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(raw.SQLITE_FULL, "the disk is full. What was committed is kept. Free space on it")]
    [InlineData(raw.SQLITE_READONLY, "may not be written (it failed). Make its folder writable")]
    [InlineData(raw.SQLITE_CANTOPEN, "may not be written (it failed). Make its folder writable")]
    [InlineData(raw.SQLITE_IOERR, "cannot be used (it failed). What was committed is kept. Check that its disk has room")]
    [InlineData(raw.SQLITE_CORRUPT, "damaged (it failed). Move the file away")]
    [InlineData(raw.SQLITE_BUSY, "another process keeps it to itself (it failed). Wait until")]
    public void Every_failure_of_SQLite_is_told_with_a_remedy(int code, string told) =>
        Assert.StartsWith($"some.db: {told}", StorageFailure.Of("some.db", new SqliteException("it failed.", code)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_place_where_no_folder_can_be_made_is_named_with_the_remedy()
    {
        File.WriteAllText(folder.File("taken"), "");
        var path = Path.Combine(folder.Path, "taken", "workbench.db");
        var error = Assert.Throws<WorkbenchException>(() => new Database(path).Open(""));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("Make the folder writable, free space on its disk, or "
            + "set WORKBENCH_DATA to a folder on another disk, and run again.", error.Message, StringComparison.Ordinal);
    }
}
