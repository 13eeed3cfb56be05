using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

/// <summary>Numbers as people write them: read as what they are, or refused, and never read as others.</summary>
public sealed class SongTableNumbersTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"2,45\"|\"1,6\"|3", 2.45f, 1.6f, 3f)]
    [InlineData("\"0,234\"|\"1,622\"|\"3,5\"", 0.234f, 1.622f, 3.5f)]
    [InlineData("\"1,5e-3\"|2|\"-,5\"", 0.0015f, 2f, -0.5f)]
    [InlineData("1.5|2e3|-0.25", 1.5f, 2000f, -0.25f)]
    public void Decimal_commas_are_read_as_such(string cells, float first, float second, float third)
    {
        var table = Read($"id,a\n{Rows(cells)}");
        Assert.Equal([first, second, third], table.Features.Values.ToArray());
        Assert.Equal(cells.Contains(',', StringComparison.Ordinal) ? 1 : 0, table.Notes.Length);
    }

    [Theory]
    [InlineData("\"1,234\"|\"5,678\"|3", "row 1, column a: \"1,234\" may be 1.234 or 1234")]
    [InlineData("\"2,5\"|1.5|3", "row 1, column a: \"2,5\" has a comma where row 2 has a point (1.5)")]
    [InlineData("2|1.234.567|3", "row 2, column a: \"1.234.567\" has separators of thousands")]
    [InlineData("2|\"1.234,5\"|3", "row 2, column a: \"1.234,5\" has separators of thousands")]
    [InlineData("2|\"1,234.5\"|3", "row 2, column a: \"1,234.5\" has separators of thousands")]
    [InlineData("2|1 234|3", "row 2, column a: \"1 234\" has separators of thousands")]
    public void What_can_be_read_in_two_ways_is_refused_with_its_place(string cells, string message) =>
        Assert.Contains(message, Assert.Throws<WorkbenchException>(() => Read($"id,a\n{Rows(cells)}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("N/A")]
    [InlineData("inf")]
    [InlineData("-inf")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("broken")]
    public void A_cell_that_is_no_number_is_a_missing_value_that_is_named(string cell)
    {
        var table = Read($"id,a,b\n1,0.5,1\n2,{cell},2\n3,0.25,3\n");
        Assert.Equal(["a", "b"], table.Features.ColumnNames);
        Assert.Equal([0.5f, 1, float.NaN, 2, 0.25f, 3], table.Features.Values.ToArray());
        Assert.StartsWith("The column a has no number in 1 row(s), for instance 2", Assert.Single(table.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_texts_and_row_numbers_are_left_out_and_the_texts_are_named()
    {
        var table = Read(",id,mood,a\n0,1,happy,1\n1,2,sad,2\n");
        Assert.Equal(["a"], table.Features.ColumnNames);
        Assert.Equal("1 column(s) that are not of numbers are no features: mood.", Assert.Single(table.Notes));
    }

    [Fact]
    public void Semicolons_go_with_decimal_commas_without_quotes()
    {
        Assert.Equal([1.5f, 2.25f], Read("id;a;b\n1;1,5;2,25\n").Features.Values.ToArray());
        Assert.Contains("cell 4 of a row, and the header has 3",
            Assert.Throws<WorkbenchException>(() => Read("id,a,b\n1,1,5,2.5\n")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spreadsheets_in_UTF_16_are_read()
    {
        var path = folder.File("wide.csv");
        File.WriteAllText(path, "id\ta\n1\t2.5\n", System.Text.Encoding.Unicode);
        Assert.Equal([2.5f], SongTable.Read(path, []).Features.Values.ToArray());
    }

    private FeatureTable Read(string csv) => SongTable.Read(folder.Write("table.csv", csv), []);

    private static string Rows(string cells) => string.Concat(cells.Split('|').Select((cell, i) => $"{i + 1},{cell}\n"));
}
