using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Features;

/// <summary>
/// Features with a name a row, as files for other programs: CSV (first column <c>name</c>), or a NumPy array with the names
/// of rows and columns in a JSON file beside it (<c>features.npy</c> and <c>features.npy.json</c>), or Parquet, which holds what is known
/// of the songs and of their features as well.
/// </summary>
public sealed record FeatureTable
{
    private const string CsvExtension = ".csv";
    private const string NpyExtension = ".npy";

    /// <summary>Names the rows of a matrix.</summary>
    /// <param name="rowNames">One distinct name a row.</param>
    /// <param name="features"><c>[rows, columns]</c>.</param>
    /// <exception cref="WorkbenchException">Not one name a row, or a name twice.</exception>
    public FeatureTable(ImmutableArray<string> rowNames, FeatureMatrix features)
    {
        if (rowNames.Length != features.RowCount)
            throw new WorkbenchException($"{rowNames.Length} names do not fit {features.RowCount} rows of features.");
        if (rowNames.CountBy(name => name, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"The row {twice} stands twice; leave one out.");
        (RowNames, Features) = (rowNames, features);
    }

    /// <summary>One name a row.</summary>
    public ImmutableArray<string> RowNames { get; }

    /// <summary>The features, <c>[rows, columns]</c>.</summary>
    public FeatureMatrix Features { get; }

    /// <summary>What is known of the songs, one a row; empty for nothing. CSV and NumPy files have no place for it.</summary>
    /// <exception cref="WorkbenchException">Not one a row.</exception>
    public ImmutableArray<TableSong> Songs
    {
        get;
        init => field = value.Length == 0 || value.Length == RowNames.Length ? value
            : throw new WorkbenchException($"{value.Length} songs do not fit {RowNames.Length} rows of features.");
    } = [];

    /// <summary>How the features were extracted; null where that is not known. CSV and NumPy files have no place for it.</summary>
    public FeatureSpec? Spec { get; init; }

    /// <summary>What must be known of the way the table was read, where others made it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether a path names a kind of file that tables are written as.</summary>
    public static bool HasKnownExtension(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Those kinds in words, by their endings.</summary>
    public static string ExtensionsInWords => string.Join(", ", Extensions.SkipLast(1)) + $" or {Extensions[^1]}";

    private static string[] Extensions => [CsvExtension, NpyExtension, .. ColumnFormats.Extensions];

    /// <summary>Refuses, before the work whose result it shall hold, a path that <see cref="Write"/> would refuse.</summary>
    /// <param name="path">The file.</param>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void RequireFormat(string path)
    {
        if (!HasKnownExtension(path))
            throw WrongExtension(path);
        if (ColumnFormats.Has(path))
            ColumnFormats.Require(path);
    }

    /// <summary>Reads a table, to the last bit.</summary>
    /// <param name="path">A <c>.csv</c>, <c>.npy</c> or <c>.parquet</c> file that <see cref="Write"/> wrote.</param>
    /// <exception cref="WorkbenchException">No such file, or it is no table.</exception>
    public static FeatureTable Read(string path)
    {
        if (!File.Exists(path))
            throw new WorkbenchException($"{path}: no such file.{NearestPath.Hint(path)}");
        if (!HasKnownExtension(path))
            throw WrongExtension(path);
        return ColumnFormats.Has(path) ? SongTable.Read(path, []) : IsCsv(path) ? CsvTable.Read(path) : NpyTable.Read(path);
    }

    /// <summary>Writes the table, whole or not at all.</summary>
    /// <param name="path">A file ending in <c>.csv</c>, <c>.npy</c> or <c>.parquet</c>.</param>
    /// <exception cref="WorkbenchException">Another ending, or for <c>.parquet</c>: <c>Workbench.Bridges</c> is not there.</exception>
    public void Write(string path)
    {
        RequireFormat(path);
        if (ColumnFormats.Has(path))
            ColumnFormats.Write(path, new FeatureColumns(this));
        else if (IsCsv(path))
            CsvTable.Write(path, this);
        else
            NpyTable.Write(path, this);
    }

    /// <summary>Joins tables of the same columns, ordered by the names of the rows (ordinal).</summary>
    /// <param name="tables">At least one.</param>
    /// <exception cref="WorkbenchException">Different columns or specs, or a row in two tables.</exception>
    public static FeatureTable Merge(IReadOnlyList<FeatureTable> tables)
    {
        var columns = tables[0].Features.ColumnNames;
        if (tables.FirstOrDefault(t => !t.Features.ColumnNames.AsSpan().SequenceEqual(columns.AsSpan())) is { } other)
            throw new WorkbenchException($"Tables of different columns cannot be joined: {columns.Length} from {columns[0]} to "
                + $"{columns[^1]}, and {other.Features.ColumnCount} from {other.Features.ColumnNames[0]} to "
                + $"{other.Features.ColumnNames[^1]}. Extract all shards with one spec.");
        FeatureSpec[] specs = [.. tables.Select(table => table.Spec).OfType<FeatureSpec>().Distinct()];
        if (specs.Length > 1)
            throw new WorkbenchException("Tables of one name a column, but of different features, cannot be joined: their specs are "
                + $"{SpecJson.Hash(specs[0])} and {SpecJson.Hash(specs[1])}. Extract all shards with one spec.");
        (FeatureTable Table, int Row)[] rows = [.. tables
            .SelectMany(table => Enumerable.Range(0, table.RowNames.Length).Select(row => (table, row)))
            .OrderBy(place => place.table.RowNames[place.row], StringComparer.Ordinal)];
        var values = new float[rows.Length * columns.Length];
        foreach (var (place, (table, row)) in rows.Index())
            table.Features.Row(row).CopyTo(values.AsSpan(place * columns.Length));
        return new([.. rows.Select(place => place.Table.RowNames[place.Row])], new(columns, values))
        {
            Songs = tables.Any(table => table.Songs.IsEmpty) ? [] : [.. rows.Select(place => place.Table.Songs[place.Row])],
            Spec = tables.All(table => table.Spec is not null) ? specs[0] : null,
        };
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).Equals(CsvExtension, StringComparison.OrdinalIgnoreCase);

    private static WorkbenchException WrongExtension(string path) => new($"{path}: tables are written as {ExtensionsInWords}, "
        + $"not {(Path.GetExtension(path) is { Length: > 0 } other ? other : "without an ending")}.");
}
