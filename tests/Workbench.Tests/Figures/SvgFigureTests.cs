using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workbench.Figures;
using Workbench.Tests.Charts;

namespace Workbench.Tests.Figures;

public class SvgFigureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Charts => [.. Samples.All.Select(s => s.Name)];

    private static Figure Sample(string name) => Samples.All.Single(s => s.Name == name).Figure;

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_chart_is_well_formed_accessible_and_needs_nothing_else(string name)
    {
        var figure = Sample(name);
        var root = XDocument.Parse(figure.ToSvg()).Root!;
        Assert.Equal("img", root.Attribute("role")?.Value);
        Assert.Equal(figure.Title, root.Element(Svg + "title")?.Value);
        Assert.Equal(figure.Summary, root.Element(Svg + "desc")?.Value);
        Assert.Matches(@"^0 0 480 \d+$", root.Attribute("viewBox")?.Value);
        Assert.Empty(root.Descendants(Svg + "script"));
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        var links = root.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src");
        Assert.All(links, link => Assert.StartsWith("data:image/png;base64,", link.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_chart_gives_the_same_bytes_twice(string name) => Assert.Equal(Sample(name).ToSvg(), Sample(name).ToSvg());

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_chart_names_its_axes_and_keeps_its_texts_inside(string name)
    {
        var figure = Sample(name);
        var root = XDocument.Parse(figure.ToSvg()).Root!;
        var texts = root.Descendants(Svg + "text").ToList();
        foreach (var title in figure.Panels.SelectMany(p => new[] { p.Y.Title, p.X?.Title ?? "" }).Append(figure.X.Title)
            .Where(t => t.Length > 0))
            Assert.Contains(texts, t => t.Value == title);
        var height = double.Parse(root.Attribute("viewBox")!.Value.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var text in texts.Where(t => t.Attribute("x") is not null))
        {
            var width = FigureText.Width(text.Value) * ((double?)text.Attribute("font-size") ?? 12);
            var x = (double)text.Attribute("x")!;
            var left = (string?)text.Attribute("text-anchor") switch { "middle" => x - width / 2, "end" => x - width, _ => x };
            Assert.InRange(left, 0, 480);
            Assert.InRange(left + width, 0, 480);
            Assert.InRange((double)text.Attribute("y")!, 0, height);
        }
    }

    [Fact]
    public void Every_trace_is_drawn_and_named_in_the_legend()
    {
        var root = XDocument.Parse(Samples.RocCurves.ToSvg()).Root!;
        var legend = root.Descendants(Svg + "text").Select(t => t.Value).ToList();
        var drawn = root.Descendants(Svg + "path").Select(p => p.Element(Svg + "title")?.Value).ToList();
        Assert.All(Samples.RocCurves.Panels[0].Traces, trace =>
        {
            Assert.Contains(trace.Name, legend);
            Assert.Contains(trace.Name, drawn);
        });
        Assert.Equal(10, Samples.RocCurves.Panels[0].Traces.Length);
    }

    [Fact]
    public void A_trace_alone_needs_no_legend()
    {
        var root = XDocument.Parse(Samples.Waveform.ToSvg()).Root!;
        Assert.Single(root.Descendants(Svg + "text"), t => t.Value == "Amplitude"); // the axis title
    }

    [Fact]
    public void Markup_and_control_characters_in_names_are_only_text()
    {
        var figure = new Figure("<b>\"Rock\" & 'Roll'</b>\u0001", new("x<y"), new("a&b"),
            new LineTrace("</svg><script>1</script>", [1, 2], [1, 2]), new LineTrace("\uD800", [1, 2], [2, 1]));
        var root = XDocument.Parse(figure.ToSvg()).Root!;
        Assert.Equal("<b>\"Rock\" & 'Roll'</b>\uFFFD", root.Element(Svg + "title")?.Value);
        Assert.Contains(root.Descendants(Svg + "text"), t => t.Value == "</svg><script>1</script>");
        Assert.Empty(root.Descendants(Svg + "script"));
    }

    [Fact]
    public void A_gap_lifts_the_pen_and_a_point_alone_is_a_dot()
    {
        var figure = new Figure("Gaps", new("x"), new("y"),
            new LineTrace("a", [0, 1, 2, 3, 4], [0, 1, double.NaN, 0.5, double.PositiveInfinity]));
        var path = XDocument.Parse(figure.ToSvg()).Root!.Descendants(Svg + "path").Single(p => p.Element(Svg + "title")?.Value == "a");
        Assert.Matches(new Regex(@"^M[\d.]+,[\d.]+h0L[\d.]+,[\d.]+M[\d.]+,[\d.]+h0$"), path.Attribute("d")!.Value);
    }

    [Fact]
    public void A_missing_bar_leaves_its_place_empty()
    {
        var root = XDocument.Parse(Samples.GroupedBars.ToSvg()).Root!;
        var bars = root.Descendants(Svg + "svg")
            .Single(s => s != root)
            .Elements(Svg + "rect")
            .Select(r => (double)r.Attribute("x")!)
            .ToList();
        Assert.Equal(5, bars.Count);
        Assert.Equal(bars.Count, bars.Distinct().Count()); // side by side
    }

    [Fact]
    public void The_label_of_a_bar_below_0_stands_on_the_other_side()
    {
        var figure = new Figure("Signed", new("x"), Axis.OfCategories(["a", "b"]),
            new BarTrace("bars", [-2, 1]) { Orientation = Orientation.Horizontal, Labels = ["minus two", "one"] });
        var panel = FigureLayout.Of(figure).Panels[0];
        var texts = XDocument.Parse(figure.ToSvg()).Root!.Descendants(Svg + "text").ToDictionary(text => text.Value);
        Assert.Equal(panel.PlaceX(0) + 5, (double)texts["minus two"].Attribute("x")!, 0.1); // two decimals are written
        Assert.Equal(panel.PlaceX(1) + 5, (double)texts["one"].Attribute("x")!, 0.1);
    }

    [Fact]
    public void A_panel_with_an_axis_of_its_own_has_it_below_and_the_others_share_theirs()
    {
        LineTrace Line(double end) => new("a", [0, end], [0, 1]);
        var layout = FigureLayout.Of(new("Axes", new("shared"), new Panel(new("y"), [Line(1)]), new Panel(new("y"), [Line(2)]),
            new Panel(new("y"), [Line(100)]) { X = new("own") }));
        Assert.Equal(["shared", "own"], layout.XAxes.Select(axis => axis.Axis.Title));
        Assert.Equal([2, 2, 100], layout.Panels.Select(panel => panel.X.Maximum));
        Assert.Equal([layout.Panels[1], layout.Panels[2]], layout.XAxes.Select(axis => axis.Panel));
        Assert.InRange(layout.XAxes[0].Bottom, layout.Panels[1].Bottom, layout.Panels[2].Top);
    }

    [Fact]
    public void A_long_title_is_broken_into_lines()
    {
        var figure = new Figure(string.Join(' ', Enumerable.Repeat("spectrogram", 12)), new("x"), new("y"),
            new LineTrace("a", [0, 1], [0, 1]));
        Assert.InRange(FigureLayout.Of(figure).Title.Count, 2, 4);
    }

    [Fact]
    public void Eighteen_lines_look_different_from_each_other()
    {
        var styles = TraceStyle.Assign(Enumerable.Range(0, 18).Select(i => new LineTrace($"genre {i}", [0], [0])));
        Assert.Equal(18, styles.Values.Select(s => s.Color + string.Join(',', s.Dash)).Distinct().Count());
    }
}
