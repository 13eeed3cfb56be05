namespace Workbench.Foundation.Tables;

/// <summary>
/// The kinds of files with tables that a library beside this one reads and writes, by the ending of their names. That library refers to
/// this one, which only knows where to ask: whoever meets no such file needs none of it.
/// </summary>
internal static class ColumnFormats
{
    /// <summary>The endings, each with the library that knows it and the type that does the work.</summary>
    private static readonly Dictionary<string, (string Library, string Type)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".parquet"] = ("Workbench.Bridges", "ParquetFormat"),
    };

    /// <summary>All endings, with their points.</summary>
    public static IEnumerable<string> Extensions => Known.Keys;

    /// <summary>Whether a path has one of the endings.</summary>
    public static bool Has(string path) => Known.ContainsKey(Path.GetExtension(path));

    /// <summary>Makes sure that a file can be read and written.</summary>
    /// <param name="path">A file with one of the endings.</param>
    /// <exception cref="WorkbenchException">The library that does it is not there.</exception>
    public static void Require(string path) => Of(path);

    /// <summary>Opens a table.</summary>
    /// <param name="path">A file with one of the endings.</param>
    /// <exception cref="WorkbenchException">No such file, or it cannot be read, or the library that reads it is not there.</exception>
    public static ColumnTable Open(string path)
    {
        var format = Of(path);
        var file = RegularFile.TryOpen(path, 4096, out var reason) ?? throw new WorkbenchException($"{path}: {reason}");
        try
        {
            return format.Open(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a table, whole or not at all.</summary>
    /// <param name="path">A file with one of the endings.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="WorkbenchException">The library that writes it is not there, or two columns have the same name.</exception>
    public static void Write(string path, ColumnTable table)
    {
        var format = Of(path);
        if (table.Columns.CountBy(column => column.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"{path}: the column {twice} stands twice; name the features apart.");
        AtomicFile.Write(path, stream => format.Write(stream, table));
    }

    /// <summary>What reads and writes a file.</summary>
    /// <param name="path">A file with one of the endings.</param>
    /// <exception cref="WorkbenchException">The library that does is not there.</exception>
    private static IColumnFormat Of(string path) =>
        Known[Path.GetExtension(path)] is var (library, type) && ExtraLibrary.Find<IColumnFormat>(library, type) is { } format ? format
            : throw new WorkbenchException(Absence(path, library));

    /// <summary>What to do without the library.</summary>
    internal static string Absence(string path, string library) =>
        $"{path}: files ending in {Path.GetExtension(path)} are read and written by {library}, which is not there. "
        + $"{ExtraLibrary.Remedy(library)}; or name a .csv file.";
}
