using System.Text.Json;
using System.Xml.Linq;
using Workbench.Charts;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Tests.Figures;

namespace Workbench.Tests.Charts;

/// <summary>The figures that compare runs.</summary>
public class ComparingChartsTests
{
    [Fact]
    public void A_run_is_a_line_through_its_values_to_its_score_the_best_one_bold()
    {
        var figure = Chart.ParallelCoordinates([("rate", ["0.001", "0.1", "0.01"]), ("kind", ["b", "a", ""])], [0.7, 0.9, 0.5]);
        Assert.Equal(["rate", "kind", "Validation AUC"], figure.X.Ticks.Select(t => t.Text));
        var lines = figure.Panels[0].Traces.OfType<LineTrace>().Where(line => double.IsFinite(line.X[0]))
            .ToDictionary(line => line.Name, line => line.Y);
        Assert.Equal([1, 0.5, 1], lines["Best run, 0.900"]); // 0.1 of 0.001 to 0.1; a behind none
        Assert.Equal([0, 1, 0.5], lines["Middle third"].Select(y => Math.Round(y, 12)));
        Assert.Equal([0.5, 0, 0], lines["Last third"].Select(y => Math.Round(y, 12)));
        Assert.Equal(["none", "a", "b"], figure.Panels[0].Traces.OfType<ScaleTrace>().ElementAt(1).Ticks.Select(t => t.Text));
        Assert.Equal(
            "Parallel coordinates of 3 runs: best with rate 0.1, kind a, Validation AUC 0.900; "
            + "worst with rate 0.01, kind none, Validation AUC 0.500", figure.Summary);
    }

    [Fact]
    public void The_scales_say_the_same_in_both_forms_and_stay_out_of_the_legend()
    {
        var figure = Samples.ParallelCoordinates;
        var svg = XDocument.Parse(figure.ToSvg()).Root!.Descendants().Where(e => e.Name.LocalName == "text").ToList();
        var plotly = JsonDocument.Parse(figure.ToPlotlyJson())
            .RootElement.GetProperty("data")
            .EnumerateArray()
            .Where(t => t.GetProperty("mode").GetString() == "lines+text")
            .ToList();
        Assert.Equal(["learningRate", "batchSize", "mixup.alpha", "Validation AUC"],
            plotly.Select(t => PlotlyFigureTests.Plain(t.GetProperty("name"))));
        Assert.All(plotly, scale => Assert.False(scale.GetProperty("showlegend").GetBoolean()));
        foreach (var text
            in plotly.SelectMany(t => t.GetProperty("text").EnumerateArray()).Select(t => PlotlyFigureTests.Plain(t).Trim('\u00A0'))
                .Where(t => t.Length > 0))
            Assert.Contains(svg, t => t.Value == text);
        Assert.Equal(["Best run, 0.899", "Best third", "Middle third", "Last third"], svg.TakeLast(4).Select(t => t.Value));
    }

    [Fact]
    public void Numbers_lie_by_their_size_or_by_its_logarithm_where_they_span_much()
    {
        Assert.Equal([0, 0.5, 1], ParallelScale.Of(["10", "15", "20"]).Places);
        Assert.Equal([0, 0.5, 1], ParallelScale.Of(["1e-4", "1e-3", "1e-2"]).Places.Select(p => Math.Round(p, 12)));
        Assert.Equal(["0.0003", "0.001", "0.01", "0.05"],
            ParallelScale.Of(["3e-4", "4e-4", "5e-4", "6e-4", "0.04", "0.02", "5e-2"]).Ticks.Select(t => t.Text));
        Assert.Equal([0.5, 0.5], ParallelScale.Of(["7", "7"]).Places);
    }

    [Fact]
    public void One_run_is_its_score_alone()
    {
        var figure = Chart.ParallelCoordinates([], [0.5]);
        Assert.Equal("Parallel coordinates of 1 run: best with Validation AUC 0.500", figure.Summary);
        Assert.Contains("Best run, 0.500", figure.ToSvg(), StringComparison.Ordinal);
        Assert.Contains("Best run, 0.500", figure.ToPlotlyJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_seen_side_by_side_is_refused()
    {
        Assert.Contains("The parameter a has 1 values and there are 2 runs",
            Message(() => Chart.ParallelCoordinates([("a", ["1"])], [0.5, 0.6])), StringComparison.Ordinal);
        Assert.Contains("name at most 7 of p0, p1",
            Message(() => Chart.ParallelCoordinates([.. Enumerable.Range(0, 8).Select(i => ($"p{i}", (IReadOnlyList<string>)["1"]))],
                [0.5])), StringComparison.Ordinal);
        Assert.Contains("at least one size", Message(() => Chart.TrainingSizes([])), StringComparison.Ordinal);
        Assert.Contains("has no mark", Message(() => _ = new ScaleTrace("a", 0, [])), StringComparison.Ordinal);
        static string Message(Action draw) => Assert.Throws<WorkbenchException>(draw).Message;
    }

    [Fact]
    public void Both_scores_go_by_the_songs_that_were_learned_from_with_whiskers_of_their_colour()
    {
        var figure = Chart.TrainingSizes(
            [(200, (0.99, null), (0.8, new(0.8, 0.7, 0.9))), (50, (null, null), (0.6, new(0.6, 0.5, 0.7)))]);
        var lines = figure.Panels[0].Traces.Cast<LineTrace>().ToArray();
        Assert.Equal(["Songs learned from", "Songs learned from", "Validation songs", "Validation songs"], lines.Select(line => line.Name));
        Assert.Equal([double.NaN, 0.99], lines[0].Y);
        Assert.Equal([0.6, 0.8], lines[2].Y);
        Assert.Equal([0.5, 0.7, double.NaN, 0.7, 0.9, double.NaN], lines[3].Y);
        Assert.Equal(
            "Macro AUC by songs learned from: 50 songs, validation 0.600 [0.500, 0.700]; 200 songs, validation 0.800 [0.700, "
            + "0.900], training 0.990 [too few]", figure.Summary);
    }
}
