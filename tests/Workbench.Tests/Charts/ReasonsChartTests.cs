using System.Collections.Immutable;
using Workbench.Charts;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Tests.Recommendation;

namespace Workbench.Tests.Charts;

/// <summary>The figures of recommendations and playlists.</summary>
public class ReasonsChartTests
{
    private static readonly ImmutableArray<SharedTrait> Traits =
        [new(SimilarityPart.Rhythm, "tempo", 60, 120, "BPM", 9), new(SimilarityPart.Dynamics, "loudness", -10, -11.5, "dB", -0.5)];

    private static Neighbor Found { get; } = new(Catalogue.Track("b.mp3"),
        [new(SimilarityPart.Timbre, 0.75, 0.5), new(SimilarityPart.Genres, 0.25, -0.5)], [])
    {
        FromHubs = -0.0625,
        FromProfile = 0.125,
        Traits = Traits,
    };

    [Fact]
    public void The_bars_of_the_parts_add_up_to_the_last_one()
    {
        var figure = Chart.Reasons("a.mp3", Found);
        var bars = Assert.IsType<BarTrace>(Assert.Single(figure.Panels[0].Traces));
        Assert.Equal([0.375, -0.125, -0.0625, 0.125, 0.3125], bars.Values);
        Assert.Equal(bars.Values[^1], bars.Values.SkipLast(1).Sum());
        Assert.Equal(["timbre", "genres", "hubs", "profile", "similarity"], figure.Panels[0].Y.Ticks.Select(tick => tick.Text));
        Assert.Equal([0, 1, 1, 0, 2], bars.Styles); // gives, takes, and what comes of it
        Assert.Equal("b.mp3 and a.mp3: similarity 0.313 = 0.375 timbre - 0.125 genres - 0.063 hubs + 0.125 profile; "
            + "tempo 60 against 120 BPM, different; loudness -10 against -12 dB, much the same", figure.Summary);
    }

    [Fact]
    public void Traits_end_before_the_line_where_they_are_close_and_none_leaves_the_figure()
    {
        var panel = Chart.Reasons("a.mp3", Found).Panels[1];
        var bars = panel.Traces.OfType<BarTrace>().Single();
        Assert.Equal([4, 0.5], bars.Values); // an octave is nine steps
        Assert.Equal([1, 0], bars.Styles);
        Assert.Equal(1, Assert.Single(panel.Traces.OfType<RuleTrace>()).Value);
        Assert.Equal(["tempo 60 → 120 BPM", "loudness -10 → -12 dB"], panel.Y.Ticks.Select(tick => tick.Text));
        Assert.Equal((0, 4), (panel.X!.Minimum, panel.X.Maximum));
    }

    [Fact]
    public void Without_features_there_are_the_parts_alone() =>
        Assert.Single(Chart.Reasons("a.mp3", Found with { Traits = [] }).Panels);

    [Fact]
    public void A_path_leads_through_the_songs_in_its_order_and_leaves_out_those_that_are_not_on_the_map()
    {
        var songs = new[] { "a", "b", "c" }.Select((id, i) => (Catalogue.Track(id), (double)i, 10.0 * i)).ToList();
        var traces = Chart.Songs("Map", new("x"), new("y"), songs, path: ["c", "elsewhere", "a"]).Panels[0].Traces;
        var line = traces.OfType<LineTrace>().Single();
        Assert.Equal([2, 0], line.X);
        Assert.Equal([20, 0], line.Y);
        Assert.Equal(["1. c", "2. a"], traces.OfType<ScatterTrace>().Single(dots => dots.Name == "Path").Names);
        Assert.Equal(["1. c"], traces.OfType<ScatterTrace>().Single(dots => dots.Name == "Its first song").Names);
        Assert.Contains("at least one song that is on the map", Assert.Throws<WorkbenchException>(() =>
            Chart.Songs("Map", new("x"), new("y"), songs, path: ["elsewhere"])).Message, StringComparison.Ordinal);
    }
}
