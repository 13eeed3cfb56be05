using Microsoft.Data.Analysis;
using Workbench.Bridges;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Bridges;

public class FeatureFramesTests
{
    [Fact]
    public void Features_come_back_to_the_last_bit_and_NaN_is_missing_in_between()
    {
        float[] values = [0.1f, -0f, float.Epsilon, float.NaN, float.PositiveInfinity, 1e38f];
        var frame = new FeatureMatrix(["a", "b"], values).ToDataFrame();
        Assert.All(frame.Columns, column => Assert.IsType<SingleDataFrameColumn>(column));
        Assert.Equal([0L, 1], frame.Columns.Select(column => column.NullCount));
        var back = frame.ToFeatureMatrix();
        Assert.Equal(["a", "b"], back.ColumnNames);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), back.Values.ToArray().Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void A_table_keeps_the_names_of_its_rows()
    {
        var frame = new FeatureTable(["x", "y"], new(["a"], [1, 2])).ToDataFrame();
        Assert.Equal(["song", "a"], frame.Columns.Select(column => column.Name));
        var back = frame.ToFeatureTable();
        Assert.Equal(["x", "y"], back.RowNames);
        Assert.Equal([1f, 2], back.Features.Values.ToArray());
    }

    [Fact]
    public void Numbers_of_every_type_become_the_nearest_floats()
    {
        var matrix = new DataFrame(new DoubleDataFrameColumn("double", [1 / 3d, null]), new Int32DataFrameColumn("int", [16_777_217, null]),
            new Int64DataFrameColumn("long", [-1L, 2]), new ByteDataFrameColumn("byte", [(byte)255, 0])).ToFeatureMatrix();
        Assert.Equal([1 / 3f, 16_777_216, -1, 255, float.NaN, float.NaN, 2, 0], matrix.Values.ToArray()); // floats have 24 bits
    }

    [Fact]
    public void What_is_no_number_is_refused_with_its_column()
    {
        DataFrameColumn a = new SingleDataFrameColumn("a", [1f]);
        Assert.Equal("The column artist holds string, and features are numbers; leave it out first: frame.Columns.Remove(\"artist\").",
            Message(() => new DataFrame(a, new StringDataFrameColumn("artist", ["A"])).ToFeatureMatrix()));
        Assert.StartsWith("The column live holds bool", Message(() => new DataFrame(new BooleanDataFrameColumn("live", [true]))
            .ToFeatureMatrix()), StringComparison.Ordinal);
        Assert.Equal("The data frame has no column of features; add one.", Message(() => new DataFrame().ToFeatureMatrix()));
        Assert.Equal("song: no such column; there is a.", Message(() => new DataFrame(a).ToFeatureTable()));
        Assert.StartsWith("The column a stands twice, and a data frame finds columns by their names.",
            Message(() => new FeatureMatrix(["a", "a"], [1, 2]).ToDataFrame()), StringComparison.Ordinal);
    }

    private static string Message(Func<object> call) => Assert.ThrowsAny<WorkbenchException>(call).Message;
}
