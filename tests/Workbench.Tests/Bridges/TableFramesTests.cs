using Microsoft.Data.Analysis;
using Workbench.Bridges;
using Workbench.Experiments.Sql;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Tests.Bridges;

public class TableFramesTests
{
    private const long Unwhole = (1L << 53) + 1;

    [Fact]
    public void An_answer_in_SQL_keeps_its_types_and_what_is_missing()
    {
        var frame = new QueryResult(new(["text", "whole", "real", "both", "nothing"],
            [["x", 1L, 0.1, 2L, null], [null, long.MaxValue, null, 0.5, null]], IsCut: false)).ToDataFrame();
        Assert.Equal([typeof(string), typeof(long), typeof(double), typeof(double), typeof(string)],
            frame.Columns.Select(column => column.DataType));
        Assert.Equal(["x", 1L, 0.1, 2.0, null], frame.Rows[0]);
        Assert.Equal([null, long.MaxValue, null, 0.5, null], frame.Rows[1]);
    }

    [Fact]
    public void What_a_frame_has_no_column_for_is_refused_with_the_words_that_help()
    {
        Assert.Equal("The column a holds bytes, and a data frame has none; ask for their text: hex(\"a\").",
            Message(["a"], [[new byte[2]]]));
        Assert.StartsWith("The column a holds texts and numbers", Message(["a"], [["x"], [1L]]), StringComparison.Ordinal);
        Assert.EndsWith("cast(\"a\" as text).", Message(["a"], [[0.5], [Unwhole]]), StringComparison.Ordinal);
        Assert.Equal("The column a stands twice, and a data frame finds columns by their names. Name them apart in the question, with as.",
            Message(["a", "a"], []));

        static string Message(string[] columns, object?[][] rows) => Assert.Throws<WorkbenchException>(() =>
            new SqlRows([.. columns], [.. rows.Select(row => (System.Collections.Immutable.ImmutableArray<object?>)[.. row])], false)
                .ToDataFrame()).Message;
    }

    [Fact]
    public void A_table_for_reading_gives_its_values_and_not_what_is_shown_of_them()
    {
        var frame = new Table(["model", "score", "songs", "value"],
            [["mlp", 0.123456789, 1_000, 0.5], ["cnn", null, 2, "auto"]]).ToDataFrame();
        Assert.Equal([typeof(string), typeof(double), typeof(int), typeof(string)], frame.Columns.Select(column => column.DataType));
        Assert.Equal(["mlp", 0.123456789, 1_000, "0.5"], frame.Rows[0]);
        Assert.Equal(["cnn", null, 2, "auto"], frame.Rows[1]);
    }

    [Fact]
    public void A_table_without_rows_has_its_columns()
    {
        var frame = new Table(["a", "b"], []).ToDataFrame();
        Assert.Equal((2, 0L), (frame.Columns.Count, frame.Rows.Count));
        Assert.IsType<StringDataFrameColumn>(frame["a"]);
    }
}
