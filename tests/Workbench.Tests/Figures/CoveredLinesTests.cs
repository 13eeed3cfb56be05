using System.Text.Json;
using System.Xml.Linq;
using Workbench.Figures;

namespace Workbench.Tests.Figures;

public class CoveredLinesTests
{
    [Fact]
    public void Lines_that_lie_on_each_other_are_all_seen()
    {
        // The same way, by other points.
        var figure = Draw(Line("a", [0, 0, 1], [0, 1, 1]), Line("b", [0, 0, 0, 1], [0, 0.4, 1, 1]),
            Line("c", [0, 0, 0.7, 1], [0, 1, 1, 1]));
        var svg = XDocument.Parse(figure.ToSvg()).Root!.Descendants()
            .Where(e => e.Name.LocalName == "path" && e.Elements().Any(title => title.Name.LocalName == "title"))
            .Select(e => (e.Value, (string?)e.Attribute("stroke"), (string?)e.Attribute("stroke-dasharray"))).ToList();
        // On top of the three, the two that were covered: of 24 units the second shows 8, the first 8, and 8 are left for the third.
        Assert.Equal([("a", FigureColors.Series[0], "16 8"), ("b", FigureColors.Series[1], "8 16")], svg[3..]);
        Assert.Equal([null, null, null], svg[..3].Select(line => line.Item3));
        Assert.Equal(["solid", "solid", "solid", "16px,8px", "8px,16px"], PlotlyDashes(figure));
    }

    [Fact]
    public void Lines_that_part_or_cross_or_have_one_name_are_drawn_once()
    {
        Assert.Equal(2, PlotlyDashes(Draw(Line("a", [0, 1], [0, 1]), Line("b", [0, 1], [1, 0]))).Length);
        Assert.Equal(2, PlotlyDashes(Draw(Line("a", [0, 0.5, 1], [0, 0.5, 0]), Line("b", [0, 0.5, 1], [0, 0.5, 1]))).Length);
        Assert.Equal(2, PlotlyDashes(Draw(Line("a", [0, 1], [0, 1]), Line("a", [0, 1], [0, 1]))).Length);
        var guide = Line("guide", [0, 1], [0, 1]) with { Emphasis = Emphasis.Guide };
        Assert.Equal(2, PlotlyDashes(Draw(guide, Line("a", [0, 1], [0, 1]))).Length);
    }

    private static LineTrace Line(string name, double[] x, double[] y) => new(name, x, y);

    private static Figure Draw(params Trace[] lines) => new("Lines", new("x"), new("y"), lines);

    private static string[] PlotlyDashes(Figure figure) =>
        [.. JsonDocument.Parse(figure.ToPlotlyJson()).RootElement.GetProperty("data").EnumerateArray()
            .Select(trace => trace.GetProperty("line").GetProperty("dash").GetString()!)];
}
