using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Workbench.Foundation;
using Workbench.Foundation.Tables;
using static Workbench.Features.FeatureColumns;

namespace Workbench.Features;

/// <summary>Reads a <see cref="FeatureTable"/> from a file of columns, of ours or of other programs.</summary>
/// <param name="columns">The table.</param>
/// <param name="path">The file, which other threads open for themselves.</param>
internal sealed class FeatureColumnsReader(ColumnTable columns, string path)
{
    private static readonly ColumnKind[] Named = [ColumnKind.Text, ColumnKind.Whole], Numbers = [ColumnKind.Whole, ColumnKind.Real];

    /// <summary>Columns that are written at once: a row of them is a line of the processor's cache.</summary>
    private const int ColumnsAtOnce = 16;

    private readonly string[] header = [.. columns.Columns.Select(column => column.Name)];

    /// <summary>Reads the columns that are wanted.</summary>
    /// <param name="wanted">Names or beginnings of names of columns; none for every column of numbers.</param>
    /// <param name="withSongs">Whether to read what the file says of the songs, too.</param>
    /// <param name="work">Threads, and what stops it.</param>
    /// <inheritdoc cref="SongTable.Read(string, ImmutableArray{string})" path="/exception"/>
    public FeatureTable Read(ImmutableArray<string> wanted, bool withSongs, Work work)
    {
        if (columns.RowCount == 0 || header.Length == 0)
            throw new WorkbenchException($"{path}: no {(header.Length == 0 ? "column" : "row")}; a table of features has a row a song.");
        var name = SongTable.NameColumn(header);
        var chosen = SongTable.Choose(header, name, wanted, path);
        if (!wanted.IsEmpty && chosen.FirstOrDefault(column => !IsOfNumbers(column), -1) is >= 0 and var other)
            throw new WorkbenchException($"{path}: the column {header[other]} holds no numbers. Name other columns.");
        int[] kept = [.. chosen.Where(IsOfNumbers)];
        if (kept.Length == 0)
            throw new WorkbenchException($"{path}: no column of numbers; the columns are {SongTable.Shown(header)}.");
        if ((long)columns.RowCount * kept.Length > Array.MaxLength)
            throw new WorkbenchException($"{path}: {columns.RowCount} rows of {kept.Length} features are more numbers than one table holds "
                + $"({Array.MaxLength}); name fewer columns, as {Path.GetFileName(path)}:{header[kept[0]]}.");
        var names = Names(columns, name, path);
        var notes = new List<string>();
        var features = Matrix(kept, names, notes, work);
        string[] leftOut = [.. chosen.Except(kept).Select(column => header[column])];
        return new(names, features)
        {
            Songs = withSongs ? Songs(name, names) : [],
            Spec = Spec(notes),
            Notes = [.. notes, .. SongTable.LeftOut(leftOut)],
        };
    }

    /// <summary>What the rows are called.</summary>
    /// <param name="columns">The table.</param>
    /// <param name="column">Its column with the names.</param>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="WorkbenchException">The column holds neither texts nor whole numbers, or a row has none.</exception>
    public static ImmutableArray<string> Names(ColumnTable columns, int column, string path)
    {
        var name = columns.Columns[column].Name;
        if (!Named.Contains(columns.Columns[column].Kind))
            throw new WorkbenchException($"{path}: the column {name} names no songs: its cells are neither texts nor whole numbers. "
                + "Call the column with the names id.");
        var names = columns.Texts(column);
        return Array.IndexOf(names, null) is >= 0 and var row
            ? throw new WorkbenchException($"{path}: row {row + 1} has nothing in the column {name}, which names the songs.")
            : [.. names.Select(text => text!.Replace('\\', '/'))];
    }

    private bool IsOfNumbers(int column) => Numbers.Contains(columns.Columns[column].Kind);

    private FeatureMatrix Matrix(int[] kept, ImmutableArray<string> names, List<string> notes, Work work)
    {
        _ = columns.Floats(kept[0]); // before there is room for all: a damaged file may tell of any number of rows
        Garbage.CollectBeside((long)names.Length * kept.Length);
        var values = new float[names.Length * kept.Length];
        var missing = new string?[kept.Length];
        int[][] runs = [.. Enumerable.Range(0, kept.Length).Chunk(ColumnsAtOnce)];
        try
        {
            Parallel.For(0, runs.Length, work.LoopOptions, () => (Table: OpenAgain(), Read: new float[ColumnsAtOnce][]), (run, _, own) =>
            {
                var (those, read) = (runs[run], own.Read);
                for (var i = 0; i < those.Length; i++)
                {
                    read[i] = own.Table.Floats(kept[those[i]], read[i]);
                    if (read[i].AsSpan().IndexOfAnyExceptInRange(float.NegativeInfinity, float.PositiveInfinity) is >= 0 and var row)
                        missing[those[i]] = $"The column {header[kept[those[i]]]} has no number in {read[i].Count(float.IsNaN)} row(s), "
                            + $"for instance {names[row]}; these songs are left out.";
                }
                for (var row = 0; row < names.Length; row++)
                    for (var i = 0; i < those.Length; i++)
                        values[row * kept.Length + those[i]] = read[i][row];
                return own;
            }, own => own.Table.Dispose());
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
        notes.AddRange(missing.OfType<string>());
        return new([.. kept.Select(column => header[column])], values);
    }

    private ColumnTable OpenAgain()
    {
        var again = ColumnFormats.Open(path);
        if (again.RowCount == columns.RowCount && again.Columns.SequenceEqual(columns.Columns))
            return again;
        again.Dispose();
        throw new WorkbenchException($"{path}: another program writes to it while it is read. Wait for that, and read it again.");
    }

    /// <summary>What the file says of the songs; nothing where it says nothing.</summary>
    private ImmutableArray<TableSong> Songs(int name, ImmutableArray<string> names)
    {
        var (audio, artist, title) = (Texts(AudioPath), Texts(Artist), Texts(Title));
        var labels = columns.Find(Labels, ColumnKind.TextList) is >= 0 and var list ? columns.TextLists(list) : null;
        return audio is null && artist is null && title is null && labels is null ? []
            : [.. names.Select((_, row) => new TableSong(audio?[row], artist?[row], title?[row], labels is null ? [] : labels[row]))];

        string?[]? Texts(string column) =>
            columns.Find(column, ColumnKind.Text) is >= 0 and var place && place != name ? columns.Texts(place) : null;
    }

    /// <summary>The spec that the file tells of; null where it tells of none, or of features that this program does not know.</summary>
    private FeatureSpec? Spec(List<string> notes)
    {
        if (!columns.Properties.TryGetValue(SpecProperty, out var json))
            return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        if (columns.Properties.GetValueOrDefault(HashProperty) != hash)
            throw new WorkbenchException($"{path}: what it says of its features is not what was written (its SHA-256 is {hash}); "
                + "the file is damaged, or somebody changed it. Extract the features again.");
        try
        {
            return SpecJson.Read<FeatureSpec>(json);
        }
        catch (InvalidSpecException error)
        {
            notes.Add($"How the features of {Path.GetFileName(path)} were extracted is not known here: {error.Message}");
            return null;
        }
    }
}
