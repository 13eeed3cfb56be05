using System.Xml.Linq;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;

namespace Workbench.Tests.Kernel;

[Collection(ProcessWide.Name)]
public class OutputTests
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("0.5", "0.5")]
    [InlineData("true", "True")]
    [InlineData("'x'", "x")]
    [InlineData("DayOfWeek.Friday", "Friday")]
    [InlineData("new DateTime(2020, 1, 2)", "01/02/2020 00:00:00")]
    public void A_scalar_is_one_line_of_plain_text(string code, string text)
    {
        var cell = Run(code);
        Assert.Equal("execute_result", (string?)Assert.Single(cell.Outputs)!["output_type"]);
        Assert.Equal(["text/plain"], cell.Outputs[0]!["data"]!.AsObject().Select(part => part.Key));
        Assert.Equal(text, cell.Data("text/plain"));
    }

    [Theory]
    [InlineData("var x = 1;")]
    [InlineData("using System.Threading;\nGC.KeepAlive(CancellationToken.None)")]
    [InlineData("(object)null")]
    public void What_has_no_value_puts_nothing_out(string code) => Assert.Empty(Run(code).Outputs);

    [Fact]
    public void A_sequence_of_records_is_a_table_that_sorts_and_an_aligned_text()
    {
        var cell = Run("record Song(string Title, int Year, int[] Stars);\nnew[] { new Song(\"A <b>\", 1999, [1, "
            + "2]), null, new Song(\"B\", 2001, null) }");
        var table = XElement.Parse(cell.Data("text/html")!).Element("table")!;
        Assert.Equal(["Title", "Year", "Stars"], table.Element("thead")!.Descendants("th").Select(head => head.Value));
        Assert.Equal(["A <b>", "1999", "1, 2", "", "", "", "B", "2001", ""],
            table.Element("tbody")!.Descendants("td").Select(data => data.Value));
        Assert.Contains("<script>", cell.Data("text/html"), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", cell.Data("text/html"), StringComparison.Ordinal);
        Assert.Equal("Title  Year  Stars\n-----  ----  -----\nA <b>  1999  1, 2\n\nB      2001", cell.Data("text/plain"));
    }

    [Theory]
    [InlineData("Enumerable.Range(0, 2000).Select(i => (i, i * i))", "Item1")]
    [InlineData("Enumerable.Range(0, 2000).Select(i => new { i, Square = i * i })", "Square")]
    public void Of_a_very_long_sequence_a_thousand_things_are_shown(string code, string column)
    {
        var cell = Run(code);
        Assert.Equal(1001, XElement.Parse(cell.Data("text/html")!).Descendants("tr").Count());
        Assert.Contains(column, cell.Data("text/plain"), StringComparison.Ordinal);
        Assert.EndsWith("999  998001\n... only the first 1,000 are shown", cell.Data("text/plain"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]")]
    [InlineData("new List<string> { \"a\" }", "[ a ]")]
    [InlineData("new object[] { 1, new { x = 2 } }", "x: 2")]
    [InlineData("new Dictionary<string, int> { [\"a\"] = 7 }", "Key: a")]
    public void Other_sequences_are_what_NET_Interactive_makes_of_them(string code, string text) =>
        Assert.Contains(text, Run(code).Data("text/plain"), StringComparison.Ordinal);

    [Fact]
    public void Of_a_line_that_rewrites_itself_the_last_state_is_kept() =>
        Assert.Equal("3 of 3\ndone\n",
            Run("""for (var i = 1; i <= 3; i++) Console.Write($"\r{i} of 3"); Console.WriteLine(); Console.WriteLine("done");""")
                .Stream("stdout"));

    [Fact]
    public void Html_is_shown_as_it_is()
    {
        var cell = Run("HTML(\"<b>bold</b>\")");
        Assert.Equal(["text/html"], cell.Outputs[0]!["data"]!.AsObject().Select(part => part.Key));
        Assert.Equal("<b>bold</b>", cell.Data("text/html"));
    }

    [Fact]
    public void A_display_is_replaced_in_place_also_from_a_later_cell()
    {
        var notebook = NotebookBuilder.Of(
            "var first = display(\"one\"); Console.Write(\"between\"); 2.Display();",
            "first.Update(\"uno\"); \"<svg/>\".DisplayAs(\"image/svg+xml\"); display(3, \"text/html\")");
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        Assert.Equal(["display_data", "stream", "display_data"], notebook.Cells[0].Outputs.Select(part => (string)part!["output_type"]!));
        Assert.Equal("uno", notebook.Cells[0].Data("text/plain"));
        Assert.Equal(2, notebook.Cells[1].Outputs.Count);
        Assert.Equal("<svg/>", notebook.Cells[1].Data("image/svg+xml"));
        Assert.Contains("3", notebook.Cells[1].Data("text/html", 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Clearing_removes_what_was_put_out()
    {
        var cell =
            Run("Console.Write(\"gone\"); display(1); ClearOutput(); Console.Write(\"a\"); ClearOutput(wait: true); Console.Write(\"b\");");
        Assert.Equal("b", cell.Stream("stdout"));
        Assert.Single(cell.Outputs);
    }

    [Fact]
    public void A_type_brings_its_formatters_by_the_convention_and_json_stays_json()
    {
        // As a library does it: the attribute is known by its name alone.
        var cell = Run("""
            class TypeFormatterSourceAttribute : Attribute
            {
                public TypeFormatterSourceAttribute(Type formatterSourceType) => FormatterSourceType = formatterSourceType;
                public Type FormatterSourceType { get; }
                public string[] PreferredMimeTypes { get; set; }
            }
            [TypeFormatterSource(typeof(FigureFormatters),
                PreferredMimeTypes = new[] { "application/vnd.plotly.v1+json", "image/svg+xml", "text/plain" })]
            class Figure { public int Bars = 3; }
            class FigureFormatters
            {
                public IEnumerable<object> CreateTypeFormatters()
                {
                    yield return new FigureFormatter("application/vnd.plotly.v1+json", bars => $"{{\"data\":[{bars}],\"layout\":{{}}}}");
                    yield return new FigureFormatter("image/svg+xml", bars => $"<svg>\n{bars}\n</svg>");
                    yield return new FigureFormatter("text/plain", bars => $"Figure of {bars} bars");
                }
            }
            class FigureFormatter
            {
                private readonly Func<int, string> render;
                public FigureFormatter(string mimeType, Func<int, string> render) { MimeType = mimeType; this.render = render; }
                public string MimeType { get; }
                public bool Format(object value, TextWriter writer) { writer.Write(render(((Figure)value).Bars)); return true; }
            }
            new Figure()
            """);
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"],
            cell.Outputs[0]!["data"]!.AsObject().Select(part => part.Key));
        Assert.Equal("""{"data":[3],"layout":{}}""",
            cell.Outputs[0]!["data"]!["application/vnd.plotly.v1+json"]!.AsObject().ToJsonString());
        Assert.Equal(3, cell.Outputs[0]!["data"]!["image/svg+xml"]!.AsArray().Count);
        Assert.Equal("Figure of 3 bars", cell.Data("text/plain"));
    }

    [Fact]
    public void A_rendering_that_is_not_json_fails_the_cell()
    {
        var result = NotebookRunner.Run(NotebookBuilder.Of("\"oops\".DisplayAs(\"application/json\")"));
        Assert.StartsWith("test.ipynb: cell 1 line 1: NotebookException: The formatter for application/json wrote what is not JSON:",
            result.Failure!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Output_of_threads_belongs_to_the_cell_that_started_them()
    {
        var notebook = NotebookBuilder.Of(
            "var go = new System.Threading.ManualResetEventSlim(); var late = Task.Run(() => { go.Wait(); Console.Write(\"late\"); });",
            "go.Set(); late.Wait(); System.Threading.Tasks.Parallel.For(0, 100, i => Console.Write(\"x\"));");
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        Assert.Equal("late", notebook.Cells[0].Stream("stdout"));
        Assert.Equal(new string('x', 100), notebook.Cells[1].Stream("stdout"));
    }

    private static NotebookCell Run(string code)
    {
        var notebook = NotebookBuilder.Of(code);
        var result = NotebookRunner.Run(notebook);
        Assert.Null(result.Failure?.ToString());
        return notebook.Cells[0];
    }
}
