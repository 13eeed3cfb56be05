using System.Text.Json.Nodes;
using Workbench.Bridges;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Tests.Charts;
using XPlot.Plotly;

namespace Workbench.Tests.Bridges;

public class XPlotBridgeTests
{
    public static TheoryData<string> Charts => [.. Samples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_figure_has_the_same_data_as_a_chart_and_comes_back_from_it(string name)
    {
        var figure = Samples.All.Single(sample => sample.Name == name).Figure;
        var chart = figure.ToXPlot();
        var (ours, theirs) = (JsonNode.Parse(figure.ToPlotlyJson())!, ChartJson.Of(chart));
        Assert.Null(JsonDifference.Between(ours["data"], new JsonArray([.. theirs.Traces.Select(trace => trace.DeepClone())])));
        // Numbers are written with five digits, and places in cells are computed from them once more.
        Assert.Null(JsonDifference.Between(ours, JsonNode.Parse(chart.ToFigure().ToPlotlyJson()), 1e-5));
    }

    [Fact]
    public void Its_own_functions_change_titles_and_nothing_else()
    {
        var chart = Samples.RocCurves.ToXPlot();
        chart.WithTitle("Another title");
        chart.WithXTitle("Another x");
        var (before, after) = (JsonNode.Parse(Samples.RocCurves.ToPlotlyJson())!["layout"]!, ChartJson.Of(chart).Layout);
        Assert.Equal("Another title", (string?)after["title"]!["text"]);
        Assert.Equal("Another x", (string?)after["xaxis"]!["title"]!["text"]);
        foreach (var kept in new[] { "margin", "legend", "yaxis", "shapes", "height" })
            Assert.Null(JsonDifference.Between(Plain(before[kept]), Plain(after[kept])));
    }

    [Fact]
    public void Charts_that_it_made_itself_are_read()
    {
        var chart = Chart.Plot(new Bar { x = new[] { "Rock", "Folk" }, y = new[] { 3.0, double.NaN }, name = "songs" });
        chart.WithTitle("Songs; \"counted\"");
        var figure = chart.ToFigure();
        Assert.Equal("Songs; \"counted\"", figure.Title);
        Assert.Equal([3, double.NaN], Assert.IsType<BarTrace>(figure.Panels[0].Traces[0]).Values);
    }

    [Fact]
    public void What_only_Plotly_draws_is_named() => Assert.Equal("The chart holds what only Plotly draws: pie.",
        Assert.Throws<WorkbenchException>(() => Chart.Plot(new Pie { values = new[] { 1, 2 } }).ToFigure()).Message);

    /// <summary>Without where a title stands, which XPlot has no words for.</summary>
    private static JsonNode? Plain(JsonNode? part)
    {
        var copy = part?.DeepClone();
        (copy as JsonObject)?["title"]?.AsObject().Remove("standoff");
        (copy as JsonObject)?["title"]?.AsObject().Remove("font");
        return copy;
    }
}
