using Microsoft.Data.Analysis;
using Workbench.Experiments.Sql;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Bridges;

/// <summary>Tables and answers to questions in SQL as data frames.</summary>
public static class TableFrames
{
    /// <summary>
    /// An answer to a question in SQL: texts, <see cref="long"/> and <see cref="double"/> as SQLite has them, null where nothing stands. A
    /// column in which nothing stands at all is one of texts.
    /// <code>lab.Sql("select song, artist, tempo_mean_01 as tempo from songs join features using (song)").ToDataFrame()</code>
    /// </summary>
    /// <param name="answer">What <c>lab.Sql</c> gave.</param>
    /// <exception cref="WorkbenchException">
    /// Two columns of one name, one with bytes, or one of texts and numbers: SQLite allows it, a data frame does not.
    /// </exception>
    public static DataFrame ToDataFrame(this QueryResult answer) => FrameColumns.ToFrame("Name them apart in the question, with as.",
        [.. answer.Columns.Select((name, column) => Column(name, [.. answer.Rows.Select(row => row[column])]))]);

    /// <inheritdoc cref="ToDataFrame(QueryResult)"/>
    public static DataFrame ToDataFrame(this SqlRows answer) => new QueryResult(answer).ToDataFrame();

    /// <summary>
    /// A table for reading: a column of whole numbers, numbers or texts as its values are. One of texts and numbers is one of texts, as the
    /// table shows them.
    /// </summary>
    /// <param name="table">For instance <c>lab.Parameters()</c>.</param>
    /// <exception cref="WorkbenchException">Two columns of one name.</exception>
    public static DataFrame ToDataFrame(this Table table) => FrameColumns.ToFrame("Make a table that names them apart.",
        [.. table.Columns.Select((name, column) => FrameColumns.Of(name, [.. table.Shown.Rows.Select(row => row[column])])
            ?? FrameColumns.Texts(name, table.Shown.Cells.Select((cells, row) =>
                table.Shown.Rows[row][column] is null ? null : cells[column])))]);

    private static DataFrameColumn Column(string name, object?[] values) => FrameColumns.Of(name, values)
        ?? throw new WorkbenchException(values.Any(value => value is byte[])
        ? $"The column {name} holds bytes, and a data frame has none; ask for their text: hex(\"{name}\")."
        : $"The column {name} holds texts and numbers, or whole numbers that no double has; give it one type in the question: "
            + $"cast(\"{name}\" as text).");
}
