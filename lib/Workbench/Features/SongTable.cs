using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Features;

/// <summary>
/// Reads tables of features that other programs made: a row a song, under one header row, or under several as pandas writes them for
/// columns of several levels (FMA's <c>features.csv</c> and <c>echonest.csv</c>), which become one name, as <c>mfcc_mean_01</c>; or a file
/// of columns with their types, as <c>.parquet</c>.
/// </summary>
public static class SongTable
{
    private const int MostHeaderRows = 5;
    private const int MostShown = 20;

    private static readonly string[] NameColumns = ["name", "id", "track_id", "path", "filename"];

    /// <summary>Numbers in these columns say who a song is or what it is called, not how it sounds.</summary>
    private static readonly string[] OtherColumns =
        [.. NameColumns, "label", "labels", "genre", "genre_top", "genres", "genres_all", "part", "split", "artist", "album", "title"];

    /// <summary>Whether a path names a kind of file that is read.</summary>
    public static bool HasKnownExtension(string path) =>
        Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The endings of the files that are read.</summary>
    internal static IEnumerable<string> Extensions => [".csv", ".csv.gz", .. ColumnFormats.Extensions];

    /// <summary>The same in words.</summary>
    internal static string ExtensionsInWords => string.Join(", ", Extensions.SkipLast(1)) + $" or {Extensions.Last()}";

    /// <summary>
    /// Reads a table. The rows are named by the column <c>name</c>, <c>id</c>, <c>track_id</c>,
    /// <c>path</c> or <c>filename</c>, else by the first one.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Names or beginnings of names of columns; none for every column of numbers.</param>
    /// <returns>The rows, NaN where there is no number, and what must be known of the way they were read.</returns>
    /// <exception cref="WorkbenchException">
    /// No such file or column, or a number can be read in two ways: <c>1,234</c> as 1.234 and as 1234.
    /// </exception>
    public static FeatureTable Read(string path, ImmutableArray<string> wanted) =>
        Read(path, wanted, withSongs: true, Work.Default);

    /// <summary>The same; a file of columns by several threads, and without what it says of the songs where nobody asks for that.</summary>
    internal static FeatureTable Read(string path, ImmutableArray<string> wanted, bool withSongs, Work work)
    {
        if (!File.Exists(path))
            throw new WorkbenchException(
                $"{path}: no such file. A table of features is a {ExtensionsInWords} file with a row a song.{NearestPath.Hint(path)}");
        if (ColumnFormats.Has(path))
        {
            using var file = ColumnFormats.Open(path);
            return new FeatureColumnsReader(file, path).Read(wanted, withSongs, work);
        }
        using var first = TableReader.Open(path, hasHeader: false);
        var (header, headerRows) = ReadHeader(first);
        using var table = first.Again();
        for (var i = 0; i < headerRows; i++)
            table.Read();
        var nameColumn = NameColumn(header);
        var chosen = Choose(header, nameColumn, wanted, path);
        NumberColumn[] columns = [.. chosen.Select(column => new NumberColumn(header[column]))];
        var names = ImmutableArray.CreateBuilder<string>();
        var (lines, bytes) = table.Size;
        RowCollector values = new(path, columns.Length, lines - headerRows, bytes);
        while (table.Read())
        {
            if (table.Count > header.Length)
                throw table.Fault(table.Count - 1, $"is cell {table.Count} of a row, and the header has {header.Length}; "
                    + "put quotes round a text or number with a comma in it");
            names.Add(table.Text(nameColumn).Replace('\\', '/'));
            for (var i = 0; i < columns.Length; i++)
                values.Add(columns[i].Read(names[^1], table.Bytes(chosen[i])));
        }
        if (!wanted.IsEmpty && columns.FirstOrDefault(column => !column.IsOfNumbers) is { FirstMissing: var (row, text) } other)
            throw new WorkbenchException($"{path}: row {row}, column {other.Name}: \"{text}\" is not a number. Name other columns.");
        int[] kept = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i].IsOfNumbers)];
        if (kept.Length == 0 || names.Count == 0)
            throw new WorkbenchException(
                $"{path}: no {(names.Count == 0 ? "row" : "column of numbers")}; the columns are {Shown(header)}.");
        var hasCommas = kept.Any(i => columns[i].HasCommas) && !kept.Any(i => columns[i].HasPoints);
        foreach (var i in kept)
            columns[i].RequireOneReading(path, hasCommas);
        return new(names.ToImmutable(), new([.. kept.Select(i => columns[i].Name)], values.Take(kept)))
        {
            Notes = [.. table.Notes, .. kept.SelectMany(i => columns[i].Notes()),
                .. LeftOut([.. columns.Where(column => !column.IsOfNumbers).Select(column => column.Name)])],
        };
    }

    /// <summary>The column that names the rows.</summary>
    internal static int NameColumn(string[] header) =>
        Math.Max(0, Array.FindIndex(header, h => NameColumns.Contains(h, StringComparer.OrdinalIgnoreCase)));

    /// <summary>What must be known of columns that are no features.</summary>
    internal static IEnumerable<string> LeftOut(string[] names) =>
        names.Length > 0 ? [$"{names.Length} column(s) that are not of numbers are no features: {Shown(names)}."] : [];

    /// <summary>One name a column, and how many rows say so: those above a row that names the first column alone, else one.</summary>
    private static (string[] Names, int RowCount) ReadHeader(TableReader table)
    {
        var rows = new List<string[]>();
        while (rows.Count < MostHeaderRows && table.Read())
            rows.Add([.. Enumerable.Range(0, table.Count).Select(table.Text)]);
        if (rows.Count == 0)
            throw new WorkbenchException($"{table.Path}: the file is empty.");
        var last =
            rows.FindIndex(row => row is [var name, _, ..] && NameColumns.Contains(name) && row.Skip(1).All(cell => cell.Length == 0));
        return last <= 0 || rows.Take(last).Any(row => row.Length != rows[last].Length) ? (rows[0], 1)
            : ([rows[last][0],
                .. Enumerable.Range(1, rows[last].Length - 1).Select(i => string.Join('_', rows.Take(last).Select(row => row[i])))],
                last + 1);
    }

    /// <summary>The columns that are wanted, or, where none is named, all that may be features.</summary>
    internal static int[] Choose(string[] header, int nameColumn, ImmutableArray<string> wanted, string path)
    {
        if (wanted.FirstOrDefault(w => !header.Any(name => Matches(name, w))) is { } absent)
            throw new WorkbenchException($"{path}: no column is {absent} or begins with {absent}_; {NearestName.Hint(absent, header)}");
        return [.. Enumerable.Range(0, header.Length).Where(i => i != nameColumn
            && (wanted.IsEmpty
                ? !OtherColumns.Contains(header[i], StringComparer.OrdinalIgnoreCase) && !IsRowNumber(header[i])
                : wanted.Any(w => Matches(header[i], w))))];
    }

    /// <summary>Whether a column is the index that pandas writes: the place of a song in the file says nothing of its sound.</summary>
    private static bool IsRowNumber(string name) => name.Length == 0 || name.StartsWith("Unnamed:", StringComparison.Ordinal);

    private static bool Matches(string name, string wanted) => name == wanted || name.StartsWith(wanted + "_", StringComparison.Ordinal);

    /// <summary>Names for a message: the first and the last ones of many.</summary>
    internal static string Shown(string[] header) => header.Length <= MostShown ? string.Join(", ", header)
        : $"{string.Join(", ", header.Take(MostShown / 2))} ... {string.Join(", ", header.TakeLast(MostShown / 2))}";
}
