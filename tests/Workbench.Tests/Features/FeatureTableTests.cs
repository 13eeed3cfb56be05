using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

public sealed class FeatureTableTests : IDisposable
{
    private static readonly FeatureTable Table = new(["plain", "with, comma"], new(["a", "b", "c"], [1, 2.5f, -3, 1e-10f, 0.1f, 6]));

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Csv_has_a_header_and_a_line_a_row()
    {
        Table.Write(folder.File("table.csv"));
        Assert.Equal("name,a,b,c\nplain,1,2.5,-3\n\"with, comma\",1E-10,0.1,6\n", File.ReadAllText(folder.File("table.csv")));
    }

    [Fact]
    public void Npy_is_an_array_that_NumPy_reads()
    {
        Table.Write(folder.File("table.npy"));
        var read = NpyFile.Read(folder.File("table.npy"));
        Assert.Equal([2, 3], read.Shape);
        Assert.Equal(Table.Features.Values.ToArray().Select(v => (double)v), read.Values);
        Assert.Equal(0, (new FileInfo(folder.File("table.npy")).Length - 6 * sizeof(float)) % 64);
    }

    [Theory]
    [InlineData("table.csv")]
    [InlineData("table.npy")]
    public void A_table_reads_back_to_the_last_bit(string name)
    {
        Table.Write(folder.File(name));
        var read = FeatureTable.Read(folder.File(name));
        Assert.Equal(Table.RowNames, read.RowNames);
        Assert.Equal(Table.Features.ColumnNames, read.Features.ColumnNames);
        Assert.Equal(Table.Features.Values.ToArray(), read.Features.Values.ToArray());
    }

    [Fact]
    public void Merged_shards_are_the_whole_in_order()
    {
        var other = new FeatureTable(["middle"], new(["a", "b", "c"], [7, 8, 9]));
        var merged = FeatureTable.Merge([Table, other]);
        Assert.Equal(["middle", "plain", "with, comma"], merged.RowNames);
        Assert.Equal([7, 8, 9, 1, 2.5f, -3, 1e-10f, 0.1f, 6], merged.Features.Values.ToArray());
    }

    [Fact]
    public void Shards_that_do_not_fit_are_refused()
    {
        var columns = Assert.Throws<WorkbenchException>(() => FeatureTable.Merge([Table, new(["x"], new(["a", "c"], [1, 2]))]));
        Assert.StartsWith("Tables of different columns cannot be joined: 3 from a to c, and 2 from a to c.",
            columns.Message, StringComparison.Ordinal);
        Assert.StartsWith("The row plain stands twice",
            Assert.Throws<WorkbenchException>(() => FeatureTable.Merge([Table, Table])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut.npy", "not the float32 array [2, 3]")]
    [InlineData("text.csv", "its header must start with name")]
    [InlineData("words.csv", "column b: \"many\" is not a number")]
    [InlineData("table.txt", "tables are written as .csv, .npy or .parquet, not .txt")]
    [InlineData("absent.csv", "no such file")]
    public void Files_that_are_no_tables_are_refused(string name, string message)
    {
        Table.Write(folder.File("cut.npy"));
        File.WriteAllBytes(folder.File("cut.npy"), File.ReadAllBytes(folder.File("cut.npy"))[..^1]);
        File.WriteAllText(folder.File("text.csv"), "song,a\nx,1\n");
        File.WriteAllText(folder.File("words.csv"), "name,a,b\nx,1,many\n");
        File.WriteAllText(folder.File("table.txt"), "");
        Assert.Contains(message, Assert.Throws<WorkbenchException>(() => FeatureTable.Read(folder.File(name))).Message,
            StringComparison.Ordinal);
    }
}
