using System.Xml.Linq;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Tests.Reports;

public class TableTests
{
    private static readonly Table Models = new(["Model", "AUC", "Weights"], [["CNN <small>", 0.83456, 1_234_567], ["MLP & co", null, 9]]);

    [Fact]
    public void Text_is_aligned_with_numbers_at_the_right() => Assert.Equal(
        """
        Model           AUC    Weights
        -----------  ------  ---------
        CNN <small>  0.8346  1,234,567
        MLP & co                     9
        """.ReplaceLineEndings("\n"), Models.ToString());

    [Fact]
    public void Html_is_escaped_and_numbers_stand_at_the_right()
    {
        var table = XElement.Parse(Models.ToHtml()).Element("table")!;
        Assert.Equal(["Model", "AUC", "Weights"], table.Element("thead")!.Descendants("th").Select(h => h.Value));
        var cells = table.Element("tbody")!.Descendants("td").ToList();
        Assert.Equal(["CNN <small>", "0.8346", "1,234,567", "MLP & co", "", "9"], cells.Select(c => c.Value));
        Assert.Contains("text-align:left", cells[0].Attribute("style")!.Value, StringComparison.Ordinal);
        Assert.Contains("text-align:right", cells[1].Attribute("style")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_caption_stands_above()
    {
        var table = new Table(["a"], []) { Caption = "Q&A" };
        Assert.Equal("Q&A\n\na\n-", table.ToString());
        Assert.Contains(">Q&amp;A</caption>", table.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_another_length_is_refused_by_number()
    {
        Assert.StartsWith("Row 1 of the table has 1 values and there are 2 columns",
            Assert.Throws<WorkbenchException>(() => new Table(["a", "b"], [[1, 2], [3]])).Message, StringComparison.Ordinal);
        Assert.Throws<WorkbenchException>(() => new Table([], []));
    }

    [Fact]
    public void A_table_that_is_wider_than_the_terminal_has_its_texts_cut_from_the_last_on()
    {
        var table = new Table(["name", "value", "number"], [[new string('a', 30), new string('b', 12), 12345.5], ["x", "y", 1]]);
        var lines = table.ToText(50).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 50));
        Assert.Equal($"{new string('a', 30)}  {new string('b', 7)}…  12,345.5", lines[2]);
        Assert.Equal(table.ToString(), table.ToText(200));
        Assert.Equal($"{new string('a', 30)}  bbbbb…", table.ToText(38).Split('\n')[2]);
    }

    [Fact]
    public void Numbers_of_a_column_have_as_many_decimals_and_small_ones_are_not_0() => Assert.Equal(
        """
           AUC  rate
        ------  ----
        0.4770  1E-5
        0.4621   0.1
        1.0000   0.0
        """.ReplaceLineEndings("\n"), new Table(["AUC", "rate"], [[0.477, 1e-5], [0.46213, 0.1], [1.0, 0.0]]).ToString());

    [Fact]
    public void A_row_that_is_too_long_is_broken_in_its_last_text()
    {
        var text = new Table(["name", "what it says"], [["a", string.Join(' ', Enumerable.Repeat("word", 30))], ["b", "short"]]).ToString();
        Assert.Equal(5, text.Split('\n').Length);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 5, 99));
        Assert.Contains("\n      word", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rows_of_an_answer_are_one_line_high_and_the_pointer_tells_what_is_cut()
    {
        var json = $"{{\"layers\":\n[{new string('1', 100)}]}}";
        var answer = new QueryResult(new(["experiment"], [[json]], false)).ToTable();
        Assert.Equal(4, answer.ToString().Split('\n').Length - 1);
        var cell = XElement.Parse(answer.ToHtml()).Descendants("td").Single();
        Assert.Equal((60, '…'), (cell.Value.Length, cell.Value[^1]));
        Assert.Equal(json.Replace('\n', ' '), cell.Attribute("title")!.Value);
    }
}
