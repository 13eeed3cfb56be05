using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workbench.Foundation;

/// <summary>
/// The one embedded database (SQLite in WAL mode, so that several processes can work on it). Each folder of the library
/// owns its tables and creates them through <see cref="Open"/>.
/// </summary>
/// <param name="path">The database file; made, with its folder, if absent.</param>
public sealed class Database(string path)
{
    /// <summary>How long a process waits for another's write to end.</summary>
    private const int BusyTimeoutMilliseconds = 60_000;

    static Database() => SqliteLibrary.Load();

    /// <summary>The database file.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>What to do where the file is damaged, a sentence.</summary>
    internal string WhenDamaged { get; init; } = StorageFailure.WithoutCopy;

    /// <summary>Opens a connection and makes sure that the caller's tables are there.</summary>
    /// <param name="schema"><c>CREATE TABLE IF NOT EXISTS</c> statements.</param>
    /// <returns>An open connection; the caller disposes it.</returns>
    /// <exception cref="WorkbenchException">The file cannot be opened or written, or is no database.</exception>
    public SqliteConnection Open(string schema)
    {
        MakeFolder();
        return Told(() => Connect(new() { DataSource = Path }, "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", schema));
    }

    /// <summary>
    /// Opens a connection that cannot change the file; temporary tables may be made, in memory. A file that is absent is as an empty one.
    /// </summary>
    /// <returns>An open connection; the caller disposes it.</returns>
    /// <exception cref="WorkbenchException">The file cannot be opened or is no database.</exception>
    public SqliteConnection OpenReadOnly() => Told(() =>
    {
        const string settings = "PRAGMA temp_store=MEMORY";
        if (!File.Exists(Path))
            return Connect(new() { DataSource = ":memory:" }, settings);
        try
        {
            return Connect(Reading(Path), settings);
        }
        catch (SqliteException error) when (HasNoRoom(error) && !HasUnmergedWrites)
        {
            // Readers agree with writers in a file beside this one. Where none can be made, there are no writers.
            return Connect(Reading(new Uri(Path).AbsoluteUri + "?immutable=1"), settings);
        }
    });

    /// <summary>As <see cref="Open"/>; where the disk lets nothing be written, as <see cref="OpenReadOnly"/>.</summary>
    /// <param name="schema"><c>CREATE TABLE IF NOT EXISTS</c> statements; tables may be absent where nothing can be written.</param>
    /// <param name="whyReadOnly">Why nothing can be written; null if it can.</param>
    internal SqliteConnection OpenOrRead(string schema, out WorkbenchException? whyReadOnly)
    {
        try
        {
            var connection = Open(schema);
            whyReadOnly = raw.sqlite3_db_readonly(connection.Handle, "main") == 0
                ? null
                : StorageFailure.Of(Path, new SqliteException("it is write-protected", raw.SQLITE_READONLY));
            return connection;
        }
        catch (WorkbenchException error) when (File.Exists(Path) && error.InnerException is SqliteException inner && HasNoRoom(inner))
        {
            whyReadOnly = error;
            return OpenReadOnly();
        }
    }

    private static bool HasNoRoom(SqliteException error) =>
        StorageFailure.IsReadOnly(error) || error.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR;

    /// <summary>Whether a process that was killed has left writes beside the file.</summary>
    private bool HasUnmergedWrites => new FileInfo(Path + "-wal") is { Exists: true, Length: > 0 };

    private static SqliteConnectionStringBuilder Reading(string source) =>
        new() { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false };

    /// <summary>Works with a connection; what SQLite says against it is told in one line.</summary>
    /// <exception cref="WorkbenchException">The file cannot be read or written, or is damaged.</exception>
    internal T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw StorageFailure.Of(Path, error, WhenDamaged);
        }
    }

    /// <summary>The error for a file of which SQLite takes no notice that it is damaged.</summary>
    /// <param name="what">What is wrong.</param>
    internal WorkbenchException Damaged(string what) =>
        StorageFailure.Of(Path, new SqliteException(what, raw.SQLITE_CORRUPT), WhenDamaged);

    private static SqliteConnection Connect(SqliteConnectionStringBuilder place, params ReadOnlySpan<string> settings)
    {
        var connection = new SqliteConnection(place.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // A command each: behind the answer of one, the errors of those after it would be lost. The last notices what is no database.
            foreach (var setting in (string[])
                [$"PRAGMA busy_timeout={BusyTimeoutMilliseconds}", .. settings, "SELECT COUNT(*) FROM sqlite_schema"])
            {
                command.CommandText = setting;
                command.ExecuteNonQuery();
            }
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    private void MakeFolder()
    {
        try
        {
            PrivateFolder.Create(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Of(Path, error);
        }
    }
}
