using System.Text.Json;
using System.Text.RegularExpressions;
using Workbench.Figures;
using Workbench.Tests.Charts;

namespace Workbench.Tests.Figures;

public class PlotlyFigureTests
{
    private static JsonElement Parse(Figure figure) => JsonDocument.Parse(figure.ToPlotlyJson()).RootElement;

    private static string Type(JsonElement trace) => trace.GetProperty("type").GetString()!;

    /// <summary>A text without Plotly's markup.</summary>
    internal static string Plain(JsonElement text) =>
        Regex.Replace(text.GetString()!.Replace("<br>", " ", StringComparison.Ordinal), "<[^>]*>", "");

    public static TheoryData<string> Charts => [.. Samples.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_chart_has_its_axes_titles_and_a_trace_for_each_name(string name)
    {
        var figure = Samples.All.Single(s => s.Name == name).Figure;
        var root = Parse(figure);
        var layout = root.GetProperty("layout");
        Assert.Equal(figure.Title, Plain(layout.GetProperty("title").GetProperty("text")));
        Assert.Equal(figure.X.Title, Plain(layout.GetProperty("xaxis").GetProperty("title").GetProperty("text")));
        for (var i = 0; i < figure.Panels.Length; i++)
            Assert.Equal(figure.Panels[i].Y.Title,
                Plain(layout.GetProperty(i == 0 ? "yaxis" : $"yaxis{i + 1}").GetProperty("title").GetProperty("text")));
        var drawn = root.GetProperty("data")
            .EnumerateArray()
            .Where(t => t.TryGetProperty("name", out _))
            .Select(t => Plain(t.GetProperty("name")));
        Assert.Equal(figure.Panels.SelectMany(p => p.Traces).Select(t => t.Name), drawn);
    }

    [Fact]
    public void Each_kind_of_trace_has_its_Plotly_type()
    {
        Assert.All(Parse(Samples.RocCurves).GetProperty("data").EnumerateArray(), t => Assert.Equal("scatter", Type(t)));
        Assert.Equal("heatmap", Type(Parse(Samples.MelSpectrogram).GetProperty("data")[0]));
        Assert.Equal("markers", Parse(Samples.Scatter).GetProperty("data")[0].GetProperty("mode").GetString());
        var bar = Parse(Samples.ClassBalance).GetProperty("data")[0];
        Assert.Equal(("bar", "h"), (Type(bar), bar.GetProperty("orientation").GetString()));
        Assert.Equal("Hip-Hop", bar.GetProperty("customdata")[0].GetString());
    }

    [Fact]
    public void Panels_share_the_x_axis_and_do_not_overlap()
    {
        var layout = Parse(Samples.LearningCurve).GetProperty("layout");
        Assert.Equal("y2", layout.GetProperty("xaxis").GetProperty("anchor").GetString());
        Assert.True(
            layout.GetProperty("yaxis").GetProperty("domain")[0].GetDouble() > layout.GetProperty("yaxis2").GetProperty("domain")[1]
                .GetDouble());
    }

    [Fact]
    public void A_panel_with_an_x_axis_of_its_own_is_drawn_on_it()
    {
        var root = Parse(Samples.Reasons);
        var layout = root.GetProperty("layout");
        Assert.Equal(("y", "y2"), (layout.GetProperty("xaxis").GetProperty("anchor").GetString(),
            layout.GetProperty("xaxis2").GetProperty("anchor").GetString()));
        Assert.Equal("How far apart the songs lie", Plain(layout.GetProperty("xaxis2").GetProperty("title").GetProperty("text")));
        Assert.Equal(("x", "x2"), (layout.GetProperty("yaxis").GetProperty("anchor").GetString(),
            layout.GetProperty("yaxis2").GetProperty("anchor").GetString()));
        Assert.All(root.GetProperty("data").EnumerateArray(), trace => Assert.Equal(
            trace.GetProperty("yaxis").GetString() == "y2", trace.TryGetProperty("xaxis", out var x) && x.GetString() == "x2"));
    }

    [Fact]
    public void A_name_in_two_panels_is_in_the_legend_once()
    {
        var rules = Parse(Samples.LearningCurve)
            .GetProperty("data")
            .EnumerateArray()
            .Where(t => Plain(t.GetProperty("name")) == "Best epoch: 20")
            .ToList();
        Assert.Equal([true, false], rules.Select(r => r.GetProperty("showlegend").GetBoolean()));
    }

    [Fact]
    public void Gaps_are_null()
    {
        var figure = new Figure("Gaps", new("x"), new("y"), new LineTrace("a", [0, 1, 2], [1, double.NaN, double.PositiveInfinity]),
            new HeatmapTrace("z", new[,] { { double.NaN, 1 } }));
        Assert.Equal("[1,null,null]", Parse(figure).GetProperty("data")[0].GetProperty("y").GetRawText());
        Assert.Equal("[[null,1]]", Parse(figure).GetProperty("data")[1].GetProperty("z").GetRawText());
    }

    [Fact]
    public void Texts_are_escaped_for_Plotlys_own_markup()
    {
        var name = Parse(new Figure("t", new("x"), new("y"), new LineTrace("<b>A$AP</b> & co", [0], [0]))).GetProperty("data")[0]
            .GetProperty("name");
        Assert.Equal("&lt;b&gt;A&#36;AP&lt;/b&gt; &amp; co", Plain(name));
    }

    [Fact]
    public void A_long_heat_map_is_shrunk_and_rounded()
    {
        var z = Parse(Samples.MelSpectrogram).GetProperty("data")[0].GetProperty("z");
        Assert.Equal((128, 400), (z.GetArrayLength(), z[0].GetArrayLength()));
        Assert.All(z[5].EnumerateArray(),
            v => Assert.InRange(v.GetRawText().Trim('-').Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length, 0, 3));
    }

    [Fact]
    public void The_colours_of_heat_maps_are_those_of_the_SVG()
    {
        var scale = Parse(Samples.MelSpectrogram).GetProperty("data")[0].GetProperty("colorscale");
        Assert.Equal(16, scale.GetArrayLength());
        foreach (var stop in scale.EnumerateArray())
        {
            var (red, green, blue) = ColorMap.Magma.At(stop[0].GetDouble());
            Assert.Equal(stop[1].GetString(), $"#{red:X2}{green:X2}{blue:X2}");
        }
    }
}
