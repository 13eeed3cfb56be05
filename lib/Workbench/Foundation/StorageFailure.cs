using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Workbench.Foundation;

/// <summary>Says in one line why what is kept cannot be read or written, and what to do about it.</summary>
internal static class StorageFailure
{
    /// <summary>What to do about the one database: what listeners said is nowhere else.</summary>
    public const string WithoutCopy = "Move the file away to start a new cache, or set " + DataFolder.Variable + " to another folder. What "
        + "listeners said of songs is in this file alone: sqlite3 OLD \".dump rating\" | sqlite3 NEW saves it where it is not damaged "
        + "itself, and NEW may take its place.";

    private const string Elsewhere = "set " + DataFolder.Variable + " to a folder on another disk";

    /// <summary>The error for a file or folder of the data folder.</summary>
    /// <param name="path">The place.</param>
    /// <param name="error">What SQLite or the system says.</param>
    /// <param name="whenDamaged">What to do where it is damaged.</param>
    public static WorkbenchException Of(string path, Exception error, string whenDamaged = WithoutCopy)
    {
        var (what, remedy) = error is SqliteException sqlite ? Explain(sqlite, whenDamaged) : (error.Message.TrimEnd('.'),
            $"What was committed is kept. Make the folder writable, free space on its disk, or {Elsewhere}, and run again.");
        return new($"{path}: {what}. {remedy}", error);
    }

    /// <summary>Whether SQLite says that the place cannot be written, and not that something is wrong with the file.</summary>
    public static bool IsReadOnly(SqliteException error) =>
        error.SqliteErrorCode is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM;

    private static (string What, string Remedy) Explain(SqliteException error, string whenDamaged) => error.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => ("the disk is full", $"What was committed is kept. Free space on it, or {Elsewhere}, and run again."),
        _ when IsReadOnly(error) => ($"may not be written ({error.Message.TrimEnd('.')})",
            $"Make its folder writable for this user, or set {DataFolder.Variable} to a folder that is."),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => ($"damaged ({error.Message.TrimEnd('.')})", whenDamaged),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => ($"another process keeps it to itself ({error.Message.TrimEnd('.')})",
            "Wait until that one has ended, and run again."),
        _ => ($"cannot be used ({error.Message.TrimEnd('.')})",
            $"What was committed is kept. Check that its disk has room, or {Elsewhere}, and run again."),
    };
}
