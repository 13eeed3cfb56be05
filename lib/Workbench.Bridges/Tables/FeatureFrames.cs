using Microsoft.Data.Analysis;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>Features as data frames, and back: a column of floats a feature, null where there is no number.</summary>
public static class FeatureFrames
{
    /// <summary>A row a row of the matrix; NaN becomes null, all other values keep every bit.</summary>
    /// <param name="features">For instance <c>lab.Features</c>.</param>
    /// <exception cref="WorkbenchException">Two columns of one name.</exception>
    public static DataFrame ToDataFrame(this FeatureMatrix features) =>
        FrameColumns.ToFrame("Name the columns apart.", [.. Columns(features)]);

    /// <summary>The same, with the names of the rows as the texts of a column <c>song</c> before them.</summary>
    /// <param name="table">For instance <c>SongTable.Read(path, [])</c>.</param>
    /// <exception cref="WorkbenchException">Two columns of one name.</exception>
    public static DataFrame ToDataFrame(this FeatureTable table) => FrameColumns.ToFrame("Name the columns apart.",
        [FrameColumns.Texts(SongFrames.SongColumn, table.RowNames), .. Columns(table.Features)]);

    /// <summary>
    /// All columns of a frame as features, <c>[rows, columns]</c>; null becomes NaN, and numbers of other types the nearest float.
    /// </summary>
    /// <param name="frame">A frame of numbers.</param>
    /// <exception cref="WorkbenchException">No column, or one that holds no numbers.</exception>
    public static FeatureMatrix ToFeatureMatrix(this DataFrame frame) => Matrix(frame.Columns, frame.Rows.Count);

    /// <summary>
    /// The same with a name a row, as files are written of it: <c>frame.ToFeatureTable().Write("features.csv")</c>.
    /// </summary>
    /// <param name="frame">A frame of numbers and one column of texts.</param>
    /// <param name="names">The column with the names: distinct, and none missing.</param>
    /// <exception cref="WorkbenchException">No such column of names, or another column that holds no numbers.</exception>
    public static FeatureTable ToFeatureTable(this DataFrame frame, string names = SongFrames.SongColumn) =>
        new(FrameValues.Names(frame, names), Matrix(frame.Columns.Where(column => column.Name != names), frame.Rows.Count));

    internal static IEnumerable<DataFrameColumn> Columns(FeatureMatrix features) => features.ColumnNames.Select((name, column) =>
        FrameColumns.Floats(name, Enumerable.Range(0, features.RowCount).Select(row => features[row, column])));

    private static FeatureMatrix Matrix(IEnumerable<DataFrameColumn> columns, long rowCount)
    {
        DataFrameColumn[] all = [.. columns];
        if (all.Length == 0)
            throw new WorkbenchException("The data frame has no column of features; add one.");
        if (rowCount * all.Length > Array.MaxLength)
            throw new WorkbenchException($"{rowCount} rows of {all.Length} features are more than one matrix holds "
                + $"({Array.MaxLength} numbers); take fewer columns.");
        var values = new float[rowCount * all.Length];
        for (var column = 0; column < all.Length; column++)
        {
            var floats = FrameValues.Floats(all[column]);
            for (var row = 0; row < floats.Length; row++)
                values[row * all.Length + column] = floats[row];
        }
        return new([.. all.Select(column => column.Name)], values);
    }
}
