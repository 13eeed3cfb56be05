using System.Text.Json.Nodes;
using System.Xml.Linq;
using Plotly.NET;
using Workbench.Bridges;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Reports;
using Workbench.Kernel.Running;
using Workbench.Tests.Charts;
using Workbench.Tests.Kernel;
using CS = Plotly.NET.CSharp.Chart;
using Pie = XPlot.Plotly.Pie;

namespace Workbench.Tests.Bridges;

/// <summary>What cells and reports show of charts of other libraries.</summary>
[Collection(ProcessWide.Name)]
public class ChartFormsTests
{
    private readonly InteractiveFormatter formatter = new();

    public ChartFormsTests() => AssemblyFormatters.Register(typeof(PlotlyNetBridge).Assembly);

    private static GenericChart Line => CS.Line<double, double, string>([0.0, 1, 2], [1.0, double.NaN, 3], Name: "a", UseDefaults: false);

    [Fact]
    public void A_chart_has_the_forms_of_a_figure()
    {
        var shown = formatter.Format(Line).ToJson();
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], shown.Select(form => form.Key));
        Assert.Equal("[1.0,null,3.0]", shown["application/vnd.plotly.v1+json"]!["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("Chart: a", (string?)shown["text/plain"]);
        Assert.Equal("svg", XElement.Parse((string)shown["image/svg+xml"]!).Name.LocalName);
        Assert.Equal(shown["image/svg+xml"]!.ToString(), formatter.Format(Line, "text/html").ToJson()["text/html"]!.ToString());
    }

    [Fact]
    public void Several_traces_and_charts_of_XPlot_are_shown_alike()
    {
        var both = formatter.Format(CS.Combine([Line, Line])).ToJson();
        Assert.Equal(2, both["application/vnd.plotly.v1+json"]!["data"]!.AsArray().Count);
        var old = formatter.Format(XPlot.Plotly.Chart.Plot(new XPlot.Plotly.Scatter { y = new[] { 1, 2 }, name = "b" })).ToJson();
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], old.Select(form => form.Key));
        Assert.DoesNotContain("plotly-latest", old.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_says_nothing_of_colours_takes_those_of_the_page()
    {
        var shown = formatter.Format(Line).ToJson()["application/vnd.plotly.v1+json"]!;
        var (line, layout) = (shown["data"]![0]!, shown["layout"]!);
        Assert.Equal("rgba(0,0,0,0)", (string?)layout["paper_bgcolor"]);
        Assert.Equal("#797979", (string?)layout["font"]!["color"]);
        Assert.Contains("currentColor", (string?)line["name"], StringComparison.Ordinal);
        // On the label under the pointer, whose ground is dark, ticks in the page's colour take that of the label.
        Assert.Contains("--workbench-label:#FFFFFF", (string?)line["hovertemplate"], StringComparison.Ordinal);
        // A figure of ours says everything.
        var ours = formatter.Format(Samples.LearningCurve.ToChart()).ToJson()["application/vnd.plotly.v1+json"]!["layout"]!.AsObject();
        ours.Remove("colorway");
        foreach (var axis in ours.Where(part => part.Key.Contains("axis", StringComparison.Ordinal)).Select(part => part.Value!.AsObject()))
        {
            axis.Remove("zerolinecolor");
            axis.Remove("linecolor");
        }
        Assert.Null(JsonDifference.Between(JsonNode.Parse(Samples.LearningCurve.ToPlotlyJson())!["layout"], ours));
    }

    [Fact]
    public void Lines_after_the_sixth_are_dashed_in_both_forms()
    {
        var shown = formatter.Format(CS.Combine(Enumerable.Range(0, 7).Select(i => CS.Line<double, double, string>(
            [0.0, 1], [i, 2.0 * i], Name: $"line {i}", UseDefaults: false)))).ToJson();
        var data = shown["application/vnd.plotly.v1+json"]!["data"]!.AsArray();
        Assert.Equal([null, "6px,3px"], new[] { 5, 6 }.Select(i => (string?)data[i]!["line"]?["dash"]));
        Assert.Equal(2, XElement.Parse((string)shown["image/svg+xml"]!).Descendants() // the line and its sample in the legend
            .Count(part => part.Attribute("stroke-dasharray")?.Value == "6 3"));
    }

    [Fact]
    public void A_chart_with_a_ground_of_its_own_stays_as_it_is()
    {
        var chart = CS.Line<double, double, string>([0.0, 1], [0.0, 1]);
        Assert.Null(formatter.Format(chart).ToJson()["application/vnd.plotly.v1+json"]!["layout"]!["paper_bgcolor"]);
    }

    [Fact]
    public void What_only_Plotly_draws_leaves_a_note_with_its_title()
    {
        var chart = GenericChart.setLayout(Layout("Flows <script>alert(1)</script> & more"),
            GenericChart.ofTraceObject(false, new Trace("sankey")));
        var shown = formatter.Format(chart).ToJson();
        var note = XElement.Parse((string)shown["image/svg+xml"]!);
        var texts = string.Join(' ', note.Descendants().Where(part => part.Name.LocalName == "text").Select(part => part.Value));
        Assert.Equal("Flows alert(1) & more 'Flows alert(1) & more' holds what only Plotly draws: sankey. It is drawn where the notebook "
            + "is open.", texts);
        Assert.DoesNotContain(note.Descendants(), part => part.Name.LocalName == "script");
        Assert.Equal("Flows alert(1) & more: sankey", (string?)shown["text/plain"]);
        var pie = XPlot.Plotly.Chart.Plot(new Pie { values = new[] { 1, 2 } });
        Assert.Equal("Chart: pie", (string?)formatter.Format(pie).ToJson()["text/plain"]);
    }

    [Fact]
    public void What_stands_escaped_in_a_chart_stays_text()
    {
        var chart = CS.Line<double, double, string>([0.0, 1], [0.0, 1], Name: "&lt;script&gt;alert(1)&lt;/script&gt;", UseDefaults: false);
        var svg = (string)formatter.Format(chart).ToJson()["image/svg+xml"]!;
        Assert.DoesNotContain(XElement.Parse(svg).Descendants(), part => part.Name.LocalName == "script");
        Assert.Contains("&lt;script&gt;", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_show_a_chart_once_the_library_was_named_and_a_report_draws_it()
    {
        string[] references = ["Workbench.Bridges", "Plotly.NET", "Plotly.NET.CSharp"];
        var notebook = NotebookBuilder.Of(
            string.Join('\n', references.Select(name => $"#r \"{Path.Combine(AppContext.BaseDirectory, name).Replace('\\', '/')}.dll\"")),
            """
            var chart = Plotly.NET.CSharp.Chart.Line<double, double, string>([0.0, 1], [2.0, 3], Name: "drawn", UseDefaults: false);
            chart
            """,
            "#!fsharp\n#!share chart --from csharp\nchart");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.All(notebook.Cells.Skip(1), cell => Assert.Contains(">drawn</", cell.Data("image/svg+xml"), StringComparison.Ordinal));
        using var report = new StringWriter();
        HtmlReport.Write(notebook, report);
        Assert.Contains(">drawn</", report.ToString(), StringComparison.Ordinal);
    }

    private static Layout Layout(string title)
    {
        var layout = new Layout();
        layout.SetProperty("title", title);
        return layout;
    }
}
