using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Tests.Charts;

namespace Workbench.Tests.Figures;

public class FigureTests
{
    private static readonly Axis X = new("Epoch");
    private static readonly Axis Y = new("Loss");

    [Fact]
    public void The_text_form_is_the_summary_in_words()
    {
        Assert.Equal("ROC curves of 8 labels: macro AUC 0.857", Samples.RocCurves.ToString());
        Assert.Equal("Two lines: a, b",
            new Figure("Two lines", X, Y, new LineTrace("a", [1], [1]), new LineTrace("b", [1], [2])).ToString());
    }

    [Fact]
    public void A_figure_without_a_finite_value_is_refused()
    {
        var error =
            Assert.Throws<WorkbenchException>(() => new Figure("Loss", X, Y, new LineTrace("train", [1, 2], [double.NaN, double.NaN])));
        Assert.Equal("Figure 'Loss' has nothing to draw: every value is missing or NaN. Check the data that it was made from.",
            error.Message);
        Assert.Throws<WorkbenchException>(() => new Figure("Loss", X, Y, new LineTrace("train", [], [])));
    }

    [Fact]
    public void A_figure_without_title_trace_or_height_is_refused()
    {
        var line = new LineTrace("train", [1], [1]);
        Assert.Contains("no title", Assert.Throws<WorkbenchException>(() => new Figure(" ", X, Y, line)).Message, StringComparison.Ordinal);
        Assert.Contains("without trace", Assert.Throws<WorkbenchException>(() => new Figure("Loss", X, Y)).Message,
            StringComparison.Ordinal);
        Assert.Contains("10 high",
            Assert.Throws<WorkbenchException>(() => new Figure("Loss", X, new Panel(Y, [line]) { Height = 10 })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_do_not_pair_up_are_refused_with_their_numbers()
    {
        Assert.Equal(
            "Trace 'train' has 2 x values and 3 y values; give one y for each x.",
            Assert.Throws<WorkbenchException>(() => new LineTrace("train", [1, 2], [1, 2, 3])).Message);
        Assert.Contains("2 bars and 1 labels",
            Assert.Throws<WorkbenchException>(() => new BarTrace("b", [1, 2]) { Labels = ["x"] }).Message, StringComparison.Ordinal);
        Assert.Contains("2 bars and 1 intervals",
            Assert.Throws<WorkbenchException>(() => new BarTrace("b", [1, 2]) { Intervals = [(0, 1)] }).Message, StringComparison.Ordinal);
        Assert.Contains("0 rows", Assert.Throws<WorkbenchException>(() => new HeatmapTrace("dB", new double[0, 3])).Message,
            StringComparison.Ordinal);
        Assert.Contains("no name", Assert.Throws<WorkbenchException>(() => new ScatterTrace("", [1], [1])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_value_alone_stands_in_the_middle()
    {
        var scale = AxisScale.Of(Y, [Extent.Of([4.0])]);
        Assert.Equal(0.5, scale.Share(4));
    }

    [Fact]
    public void Bars_start_at_zero()
    {
        var scale = AxisScale.Of(Y, [new BarTrace("b", [5, 9]).ExtentY]);
        Assert.Equal(0, scale.Minimum);
        Assert.True(scale.Maximum > 9);
    }
}
