using System.Text.Json.Nodes;
using Workbench.Bridges;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Tests.Bridges;

/// <summary>Charts that others made, as what Plotly reads: its documented attributes, each in the forms that it may have.</summary>
public class FigureReaderTests
{
    [Fact]
    public void Lines_have_dots_where_they_are_short_and_positions_where_none_are_given()
    {
        var line = Assert.IsType<LineTrace>(Assert.Single(Read("""{"y": [3, "4.5", null, "NaN"]}""").Panels[0].Traces));
        Assert.Equal(("trace 0", true), (line.Name, line.Markers));
        Assert.Equal([0, 1, 2, 3], line.X);
        Assert.Equal([3, 4.5, double.NaN, double.NaN], line.Y);
        var many = string.Join(',', Enumerable.Range(0, 20));
        Assert.False(Assert.IsType<LineTrace>(Read($$"""{"y": [{{many}}], "x0": 5, "dx": 2}""").Panels[0].Traces[0]).Markers);
    }

    [Fact]
    public void Colours_go_round_as_those_of_Plotly_do_and_ours_are_recognised()
    {
        var figure = Read("""{"y": [1]}, {"y": [2], "line": {"color": "#d55e00"}}, {"y": [3], "line": {"color": "hotpink"}}""");
        Assert.Equal([0, 1, 2], figure.Panels[0].Traces.Select(trace => trace.Style!.Value));
    }

    [Fact]
    public void Titles_are_read_in_both_of_their_forms_without_markup()
    {
        var figure = Read("""{"y": [1]}""",
            """{"title": "<b>A</b> &amp; B<br>C", "xaxis": {"title": {"text": "x<sub>1</sub>"}}, "yaxis": {"title": "y < 2"}}""");
        Assert.Equal(("A & B C", "x1", "y < 2"), (figure.Title, figure.X.Title, figure.Panels[0].Y.Title));
    }

    [Fact]
    public void Bars_stand_on_the_categories_of_all_traces()
    {
        var figure = Read("""
            {"type": "bar", "x": ["Rock", "Folk"], "y": [3, 1], "name": "a", "text": ["three", "one"]},
            {"type": "bar", "x": ["Folk", "Jazz"], "y": [5, 4], "name": "b", "error_y": {"type": "data", "array": [1, 2]}}
            """);
        Assert.Equal(["Rock", "Folk", "Jazz"], figure.X.Ticks.Select(tick => tick.Text));
        var bars = figure.Panels[0].Traces.Cast<BarTrace>().ToList();
        Assert.Equal([3, 1, double.NaN], bars[0].Values);
        Assert.Equal(["three", "one", ""], bars[0].Labels);
        Assert.Equal([double.NaN, 5, 4], bars[1].Values);
        Assert.Equal([(double.NaN, double.NaN), (4, 6), (2, 6)], bars[1].Intervals);
    }

    [Fact]
    public void Bars_without_positions_are_numbered() =>
        Assert.Equal([4, 2], Assert.IsType<BarTrace>(Read("""{"type": "bar", "y": [4, 2]}""").Panels[0].Traces[0]).Values);

    [Fact]
    public void Lying_bars_at_numbers_and_lines_between_them_share_an_axis()
    {
        var figure = Read("""
            {"type": "bar", "orientation": "h", "y": [2020, 2022], "x": [3, 1]}, {"y": [2020, 2021], "x": [1, 2], "mode": "lines"}
            """, """{"yaxis": {"range": [2022.5, 2019.5]}}""");
        // 2020 and 2022 are two places.
        Assert.Equal([3, 1], Assert.IsType<BarTrace>(figure.Panels[0].Traces[0]).Values);
        Assert.Equal([0, 0.5], Assert.IsType<LineTrace>(figure.Panels[0].Traces[1]).Y);
        Assert.True(figure.Panels[0].Y.Reversed);
    }

    [Fact]
    public void Histograms_are_counted_in_the_bins_that_are_asked_for()
    {
        var figure = Read("""{"type": "histogram", "x": [0, 0.5, 1, 1.5, 3.9, "NaN"], "xbins": {"start": 0, "end": 4, "size": 1}}""");
        Assert.Equal([2, 2, 0, 1], Assert.IsType<BarTrace>(figure.Panels[0].Traces[0]).Values);
        var counts = Assert.IsType<BarTrace>(Read("""{"type": "histogram", "x": ["Rock", "Folk", "Rock"]}""").Panels[0].Traces[0]);
        Assert.Equal([2, 1], counts.Values);
    }

    [Fact]
    public void Heat_maps_have_cells_around_their_positions()
    {
        var figure = Read("""
            {"type": "heatmap", "z": [[1, 2, 3], [4, null, 6]], "x": [10, 20, 30], "y": ["low", "high"], "colorscale": "Magma",
             "colorbar": {"title": {"text": "Loudness (dB)"}}, "zmin": 0, "zmax": 10}
            """);
        var heatmap = Assert.IsType<HeatmapTrace>(figure.Panels[0].Traces[0]);
        Assert.Equal(("Loudness (dB)", (5, 35), (-0.5, 1.5), (0, 10)), (heatmap.Name, heatmap.X, heatmap.Y, heatmap.Range));
        Assert.Equal([1, 2, 3, 4, double.NaN, 6], heatmap.Values.Cast<double>());
        Assert.Same(ColorMap.Magma, heatmap.Colors);
        Assert.Equal(["low", "high"], figure.Panels[0].Y.Ticks.Select(tick => tick.Text));
    }

    [Fact]
    public void Powers_become_their_exponents_on_a_logarithmic_axis()
    {
        var figure = Read("""{"x": [0.001, 10, -1], "y": [1, 2, 3]}""", """{"xaxis": {"type": "log", "range": [-4, 2]}}""");
        Assert.Equal([-3, 1, double.NaN], Assert.IsType<LineTrace>(figure.Panels[0].Traces[0]).X.Select(x => Math.Round(x, 12)));
        Assert.Equal((-4, 2), (figure.X.Minimum, figure.X.Maximum));
        Assert.Contains(new AxisTick(-3, "0.001"), figure.X.Ticks);
    }

    [Fact]
    public void Panels_above_each_other_keep_their_order_and_heights()
    {
        var figure = Read("""{"y": [1]}, {"y": [2], "yaxis": "y2"}""",
            """
            {"yaxis": {"domain": [0, 0.25]}, "yaxis2": {"domain": [0.3, 1], "title": "upper"}, "height": 500, "margin": {"t": 50, "b": 50}}
            """);
        Assert.Equal(["upper", ""], figure.Panels.Select(panel => panel.Y.Title));
        Assert.Equal([224, 80], figure.Panels.Select(panel => panel.Height)); // shares of 400 pixels, at 1.25 a unit
    }

    [Fact]
    public void Straight_lines_over_the_panel_are_rules()
    {
        var rule = Assert.IsType<RuleTrace>(Read("""{"y": [1, 2]}""",
            """{"shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 1.5, "y1": 1.5}]}""").Panels[0].Traces[1]);
        Assert.Equal(("y = 1.5", 1.5, Orientation.Horizontal), (rule.Name, rule.Value, rule.Orientation));
    }

    [Fact]
    public void Rules_lie_on_the_panel_that_they_name_and_where_its_axis_has_their_value()
    {
        var figure = Read("""{"y": [1, 100]}, {"y": [1, 2], "yaxis": "y2"}""", """
            {"yaxis": {"type": "log", "domain": [0.5, 1]}, "yaxis2": {"domain": [0, 0.4]}, "shapes": [
              {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 10, "y1": 10, "name": "ten"},
              {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y2", "y0": 2, "y1": 2, "name": "two"},
              {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": 1, "x1": 1, "label": {"text": "end"}}]}
            """);
        Assert.Equal([("ten", 1), ("end", 1)], Rules(0));
        Assert.Equal([("two", 2), ("end", 1)], Rules(1));

        IEnumerable<(string, double)> Rules(int panel) =>
            figure.Panels[panel].Traces.OfType<RuleTrace>().Select(rule => (rule.Name, rule.Value));
    }

    [Fact]
    public void Lists_may_be_written_as_their_bytes()
    {
        var bytes = Convert.ToBase64String([0, 0, 128, 63, 0, 0, 192, 127]); // 1 and NaN, little-endian
        var line = Assert.IsType<LineTrace>(Read($$"""{"y": {"dtype": "f4", "bdata": "{{bytes}}"} }""").Panels[0].Traces[0]);
        Assert.Equal([1, double.NaN], line.Y);
    }

    [Theory]
    [InlineData("""{"type": "sankey"}, {"type": "surface"}""", "{}", "sankey, surface")]
    [InlineData("""{"y": [1], "fill": "tozeroy"}""", "{}", "filled areas")]
    [InlineData("""{"y": [1], "mode": "markers+text", "text": ["a"]}""", "{}", "texts at points")]
    [InlineData("""{"y": [1], "mode": "markers", "marker": {"size": [9]}}""", "{}", "points that differ")]
    [InlineData("""{"y": [1], "line": {"shape": "spline"}}""", "{}", "lines that are not straight")]
    [InlineData("""{"y": [1], "error_y": {"array": [1]}}""", "{}", "error bars of points")]
    [InlineData("""{"x": ["2024-01-01", "2024-02"], "y": [1, 2]}""", "{}", "dates")]
    [InlineData("""{"y": [1], "xaxis": "x2"}""", "{}", "several x axes")]
    [InlineData("""{"y": [1]}, {"y": [1], "yaxis": "y2"}""", """{"yaxis2": {"overlaying": "y"}}""", "a second y axis in a panel")]
    [InlineData("""{"type": "bar", "x": [1], "y": [1], "base": 2}""", "{}", "bars that do not begin at 0")]
    [InlineData("""{"type": "bar", "y": [1]}, {"type": "bar", "y": [1]}""", """{"barmode": "stack"}""", "bars on each other")]
    [InlineData("""{"type": "bar", "y": [1]}""", """{"barnorm": "percent"}""", "bars as shares")]
    [InlineData("""{"type": "bar", "x": [1, 2, 4.5], "y": [1, 1, 1]}""", "{}", "bars at uneven places")]
    [InlineData("""{"type": "bar", "y": [10, 100]}""", """{"yaxis": {"type": "log"}}""", "bars on a logarithmic axis")]
    [InlineData("""{"type": "histogram", "x": [1], "histnorm": "percent"}""", "{}", "shares in histograms")]
    [InlineData("""{"type": "heatmap", "z": [[1]], "transpose": true}""", "{}", "rows as columns")]
    [InlineData("""{"type": "heatmap", "z": [[1, 2, 3]], "x": [1, 2, 9]}""", "{}", "cells of several sizes")]
    [InlineData("""{"y": [1]}""", """{"annotations": [{"text": "here"}]}""", "annotations")]
    [InlineData("""{"y": [1]}""", """{"shapes": [{"type": "circle", "x0": 0, "x1": 1, "y0": 0, "y1": 1}]}""", "shapes")]
    public void What_only_Plotly_draws_is_named(string traces, string layout, string what) =>
        Assert.Equal($"The chart holds what only Plotly draws: {what}.",
            Assert.Throws<WorkbenchException>(() => Read(traces, layout)).Message);

    [Fact]
    public void A_chart_of_nothing_says_so() => Assert.Equal(
        "Figure 'Chart' has nothing to draw: every value is missing or NaN. Check the data that it was made from.",
        Assert.Throws<WorkbenchException>(() => Read("""{"y": ["NaN"]}""")).Message);

    private static Figure Read(string traces, string layout = "{}") =>
        FigureReader.Read(ChartJson.Of(JsonNode.Parse($$"""{"data": [{{traces}}], "layout": {{layout}}}""")!)).Figure();
}
