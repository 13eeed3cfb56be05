using System.Collections.Immutable;
using CsvHelper;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Reads tables of features that other programs made: a row a song, under one header row, or under several as pandas writes them for
/// columns of several levels (FMA's <c>features.csv</c> and <c>echonest.csv</c>), which become one name, as <c>mfcc_mean_01</c>.
/// </summary>
public static class SongTable
{
    private const int MostHeaderRows = 5;
    private const int MostShown = 20;

    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with { Separator = ',', HasHeader = false };

    private static readonly string[] NameColumns = ["name", "id", "track_id", "path", "filename"];

    /// <summary>Numbers in these columns say who a song is or what it is called, not how it sounds.</summary>
    private static readonly string[] OtherColumns =
        [.. NameColumns, "label", "labels", "genre", "genre_top", "genres", "genres_all", "part", "split", "artist", "album", "title"];

    /// <summary>Whether a path names a kind of file that is read.</summary>
    public static bool HasKnownExtension(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads a table. The rows are named by the column <c>name</c>, <c>id</c>, <c>track_id</c>,
    /// <c>path</c> or <c>filename</c>, else by the first one.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Names or beginnings of names of columns; none for every column of numbers.</param>
    /// <returns>The rows; NaN where a field is blank.</returns>
    /// <exception cref="WorkbenchException">No such file, no such column, or a field of a wanted column is not a number.</exception>
    public static FeatureTable Read(string path, ImmutableArray<string> wanted)
    {
        if (!File.Exists(path))
            throw new WorkbenchException($"{path}: no such file. A table of features is a .csv or .csv.gz file with a row a song.");
        try
        {
            return ReadRows(path, wanted);
        }
        catch (Exception error) when (error is CsvFormatException or InvalidDataException)
        {
            throw new WorkbenchException($"{path}: not readable as CSV: {error.Message}", error);
        }
    }

    private static FeatureTable ReadRows(string path, ImmutableArray<string> wanted)
    {
        var (header, headerRows) = ReadHeader(path);
        using var csv = CsvFile.Open(path, Options);
        for (var row = 0; row < headerRows; row++)
            csv.Read();
        var nameColumn = Math.Max(0, Array.FindIndex(header, h => NameColumns.Contains(h, StringComparer.OrdinalIgnoreCase)));
        var columns = Choose(header, nameColumn, wanted, path);
        var isText = new bool[columns.Length];
        var (names, values) = (ImmutableArray.CreateBuilder<string>(), new List<float>());
        while (csv.Read())
        {
            names.Add(csv.GetString(nameColumn).Trim());
            for (var i = 0; i < columns.Length; i++)
            {
                var value = float.NaN;
                var isNumber = columns[i] < csv.FieldCount && (csv.IsEmpty(columns[i]) || csv.TryParse(columns[i], out value));
                if (!isNumber && !wanted.IsEmpty)
                    throw new WorkbenchException($"{path}: row {names[^1]}, column {header[columns[i]]}: "
                        + $"{(columns[i] < csv.FieldCount ? $"\"{csv.GetString(columns[i])}\" is not a number" : "the field is missing")}. "
                        + "Name other columns.");
                isText[i] |= !isNumber;
                values.Add(value);
            }
        }
        int[] kept = [.. Enumerable.Range(0, columns.Length).Where(i => !isText[i])];
        if (kept.Length == 0 || names.Count == 0)
            throw new WorkbenchException(
                $"{path}: no {(names.Count == 0 ? "row" : "column of numbers")}; the columns are {Shown(header)}.");
        return new(names.ToImmutable(), new([.. kept.Select(i => header[columns[i]])],
            [.. Enumerable.Range(0, names.Count).SelectMany(row => kept.Select(i => values[row * columns.Length + i]))]));
    }

    /// <summary>One name a column, and how many rows say so: those above a row that names the first column alone, else one.</summary>
    private static (string[] Names, int RowCount) ReadHeader(string path)
    {
        using var csv = CsvFile.Open(path, Options);
        var rows = new List<string[]>();
        while (rows.Count < MostHeaderRows && csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())]);
        if (rows.Count == 0)
            throw new WorkbenchException($"{path}: the file is empty.");
        var last =
            rows.FindIndex(row => row is [var name, _, ..] && NameColumns.Contains(name) && row.Skip(1).All(cell => cell.Length == 0));
        return last <= 0 || rows.Take(last).Any(row => row.Length != rows[last].Length) ? (rows[0], 1)
            : ([rows[last][0],
                .. Enumerable.Range(1, rows[last].Length - 1).Select(i => string.Join('_', rows.Take(last).Select(row => row[i])))],
                last + 1);
    }

    private static int[] Choose(string[] header, int nameColumn, ImmutableArray<string> wanted, string path)
    {
        if (wanted.FirstOrDefault(w => !header.Any(name => Matches(name, w))) is { } absent)
            throw new WorkbenchException($"{path}: no column is {absent} or begins with {absent}_; there are {Shown(header)}.");
        return [.. Enumerable.Range(0, header.Length).Where(i => i != nameColumn
            && (wanted.IsEmpty
                ? !OtherColumns.Contains(header[i], StringComparer.OrdinalIgnoreCase)
                : wanted.Any(w => Matches(header[i], w))))];
    }

    private static bool Matches(string name, string wanted) => name == wanted || name.StartsWith(wanted + "_", StringComparison.Ordinal);

    private static string Shown(string[] header) => header.Length <= MostShown ? string.Join(", ", header)
        : $"{string.Join(", ", header.Take(MostShown / 2))} ... {string.Join(", ", header.TakeLast(MostShown / 2))}";
}
