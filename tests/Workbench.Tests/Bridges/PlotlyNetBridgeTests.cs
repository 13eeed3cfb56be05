using System.Text.Json.Nodes;
using Plotly.NET;
using Workbench.Bridges;
using Workbench.Tests.Charts;
using CS = Plotly.NET.CSharp.Chart;
using Ours = Workbench.Figures;

namespace Workbench.Tests.Bridges;

public class PlotlyNetBridgeTests
{
    public static TheoryData<string> Charts => [.. Samples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_figure_is_the_same_as_a_chart(string name)
    {
        var figure = Samples.All.Single(sample => sample.Name == name).Figure;
        var (ours, theirs) = (JsonNode.Parse(figure.ToPlotlyJson())!, Json(figure.ToChart()));
        Assert.Null(JsonDifference.Between(ours["data"], theirs["data"]));
        Assert.Null(JsonDifference.Between(ours["layout"], theirs["layout"]));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_figure_comes_back_from_a_chart(string name)
    {
        var figure = Samples.All.Single(sample => sample.Name == name).Figure;
        // Numbers are written with five digits, and places in cells are computed from them once more.
        Assert.Null(JsonDifference.Between(
            JsonNode.Parse(figure.ToPlotlyJson()), JsonNode.Parse(figure.ToChart().ToFigure().ToPlotlyJson()), 1e-5));
    }

    [Fact]
    public void What_is_combined_with_a_figure_lies_on_its_axes()
    {
        var figure = Samples.RocCurves;
        var combined = CS.Combine(
            [figure.ToChart(), CS.Line<double, double, string>([0.0, 0.5, 1], [0.0, 0.7, 1], Name: "another model", UseDefaults: false)]);
        var (ours, theirs) = (JsonNode.Parse(figure.ToPlotlyJson())!, Json(combined));
        Assert.Null(JsonDifference.Between(ours["layout"], theirs["layout"]));
        Assert.Equal(ours["data"]!.AsArray().Count + 1, theirs["data"]!.AsArray().Count);
        var panel = Assert.Single(combined.ToFigure().Panels);
        var line = Assert.IsType<Ours.LineTrace>(panel.Traces[^1]);
        Assert.Equal("another model", line.Name);
        Assert.Equal([0, 0.7, 1], line.Y);
    }

    [Fact]
    public void Restyled_it_keeps_what_was_not_restyled()
    {
        var chart = Samples.RocCurves.ToChart();
        var before = Json(chart)["layout"]!;
        var after = Json(Plotly.NET.CSharp.GenericChartExtensions.WithXAxisStyle<double, double, string>(
            chart, TitleText: "Renamed"))["layout"]!;
        Assert.Equal("Renamed", (string?)after["xaxis"]!["title"]!["text"]);
        foreach (var kept in new[] { "range", "tick0", "dtick", "tickformat", "gridcolor", "automargin" })
            Assert.Null(JsonDifference.Between(before["xaxis"]![kept], after["xaxis"]![kept]));
        Assert.Null(JsonDifference.Between(before["yaxis"], after["yaxis"]));
        Assert.Null(JsonDifference.Between(before["margin"], after["margin"]));
    }

    [Fact]
    public void Gaps_stay_gaps_both_ways()
    {
        var figure = new Ours.Figure("Gaps", new("x"), new("y"), new Ours.LineTrace("a", [0, 1, 2], [1, double.NaN, 3]));
        Assert.Equal("[1,null,3]", Json(figure.ToChart())["data"]![0]!["y"]!.ToJsonString());
        var chart = CS.Line<double, double, string>([0.0, 1, 2], [1.0, double.NaN, double.PositiveInfinity], UseDefaults: false);
        var line = Assert.IsType<Ours.LineTrace>(Assert.Single(chart.ToFigure().Panels[0].Traces));
        Assert.Equal([1, double.NaN, double.NaN], line.Y);
    }

    private static JsonNode Json(GenericChart chart) => JsonNode.Parse(GenericChart.toFigureJson(chart))!;
}
