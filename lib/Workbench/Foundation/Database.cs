using Microsoft.Data.Sqlite;

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

    /// <summary>Opens a connection and makes sure that the caller's tables are there.</summary>
    /// <param name="schema"><c>CREATE TABLE IF NOT EXISTS</c> statements.</param>
    /// <returns>An open connection; the caller disposes it.</returns>
    /// <exception cref="WorkbenchException">The file cannot be opened or is no database.</exception>
    public SqliteConnection Open(string schema)
    {
        MakeFolder();
        return Connect(new() { DataSource = Path }, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {schema}");
    }

    /// <summary>
    /// Opens a connection that cannot change the file; temporary tables may be made, in memory. A file that is absent is as an empty one.
    /// </summary>
    /// <returns>An open connection; the caller disposes it.</returns>
    /// <exception cref="WorkbenchException">The file cannot be opened or is no database.</exception>
    public SqliteConnection OpenReadOnly()
    {
        var place = new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        return Connect(File.Exists(Path) ? place : new() { DataSource = ":memory:" }, "PRAGMA temp_store=MEMORY");
    }

    private SqliteConnection Connect(SqliteConnectionStringBuilder place, string settings)
    {
        var connection = new SqliteConnection(place.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout={BusyTimeoutMilliseconds}; {settings}";
            command.ExecuteNonQuery();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_schema"; // reading is what notices a file that is no database
            command.ExecuteScalar();
            return connection;
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new WorkbenchException(
                $"{Path}: {error.Message}. Move the file away to start a new cache, or set {DataFolder.Variable} to another folder.",
                error);
        }
    }

    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException($"{Path}: {error.Message} Set {DataFolder.Variable} to a folder that can be written.", error);
        }
    }
}
