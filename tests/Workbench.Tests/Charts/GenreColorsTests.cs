using System.Text.Json;
using System.Xml.Linq;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Figures;

namespace Workbench.Tests.Charts;

public class GenreColorsTests
{
    [Fact]
    public void A_genre_has_one_colour_in_every_figure_whichever_genres_the_figure_shows()
    {
        Track[] songs =
            [Song("a", "Rock", "Jazz"), Song("b", "Rock"), Song("c", "Pop"), Song("d", "Rock", "Pop"), Song("e", "Jazz", "Pop")];
        var dataset = new Dataset("few", "few", [.. songs], []);
        var colors = GenreColors.Of(dataset);
        Assert.Equal([0, 1, 2], new[] { "Pop", "Rock", "Jazz" }.Select(genre => colors[genre]));

        // Each figure by itself would give its first genre the first colour.
        const string rock = "#D55E00", jazz = "#009E73";
        Figure[] figures =
        [
            Chart.ClassBalance(dataset),
            Chart.RocCurves([("Jazz", [0, 0.5, 1], [0, 1, 1], 0.9), ("Rock", [0, 1], [0, 1], 0.5)], colors: colors),
            Chart.Songs("Map", new("x"), new("y"), [.. songs.Select((song, i) => (song, (double)i, (double)i))], ["Jazz", "Rock"], colors),
            Chart.LabelScores("AUC", [("Jazz", 0.9, 0.8, 1), ("Rock", 0.8, 0.7, 0.9)], colors: colors),
            Chart.Histogram("Tempo", "BPM", [60, 70, 80, 90, 100], [.. songs.Select(song => song.Labels.Remove("Pop"))], colors: colors),
        ];
        foreach (var figure in figures)
            foreach (var (genre, color) in new[] { ("Rock", rock), ("Jazz", jazz) })
            {
                Assert.Equal([color], SvgColorsOf(figure, genre).Distinct());
                Assert.Equal([color], PlotlyColorsOf(figure, genre).Distinct());
            }
    }

    [Fact]
    public void Eighteen_genres_look_different_and_of_more_those_that_are_shown_together()
    {
        string[] genres = [.. Enumerable.Range(0, 40).Select(i => $"genre {i}")];
        var colors = new GenreColors(genres);
        Assert.Equal(18, GenreColors.Count);
        Assert.Equal(18, genres[..18].Select(genre => Look(colors[genre])).Distinct().Count());
        Assert.Equal(colors[genres[0]], colors[genres[18]]);

        string[] shown = [genres[0], genres[3], genres[18], genres[21], genres[36]];
        var apart = colors.Among(shown);
        Assert.Equal([0, 3], shown[..2].Select(genre => apart[genre])); // the frequent ones keep their look
        Assert.Equal(5, shown.Select(genre => apart[genre]).Distinct().Count());
        Assert.Equal(colors[genres[5]], apart[genres[5]]);

        static (string, string, PointShape, string) Look(int number) =>
            TraceStyle.Numbered(number) is var style ? (style.Color, string.Join(' ', style.Dash), style.Points, style.Mark) : default;
    }

    private static Track Song(string id, params string[] labels) => new() { Id = id, AudioPath = id, Labels = [.. labels] };

    /// <summary>The colours of what bears the genre's name in an SVG: the mark of a tick, the sample of a legend.</summary>
    private static IEnumerable<string> SvgColorsOf(Figure figure, string genre)
    {
        var texts = XDocument.Parse(figure.ToSvg()).Root!.Descendants().Where(e => e.Name.LocalName == "text").ToList();
        return texts.Where(text => text.Value.EndsWith($"\u00A0{genre}", StringComparison.Ordinal))
            .Select(text => (string)text.Elements().Single().Attribute("fill")!)
            .Concat(texts.Where(text => text.Value.StartsWith($"{genre} ", StringComparison.Ordinal))
                .Select(text => (string)text.ElementsBeforeSelf().Last().Attribute("stroke")!));
    }

    private static IEnumerable<string> PlotlyColorsOf(Figure figure, string genre)
    {
        var root = JsonDocument.Parse(figure.ToPlotlyJson()).RootElement;
        var ticks = root.GetProperty("layout").EnumerateObject().Select(p => p.Value).Where(v => v.ValueKind == JsonValueKind.Object)
            .SelectMany(axis => axis.TryGetProperty("ticktext", out var texts) ? texts.EnumerateArray().ToArray() : [])
            .Select(text => text.GetString()!)
            .Where(text => text.EndsWith($">{genre}</span>", StringComparison.Ordinal))
            .Select(text => text[text.IndexOf('#', StringComparison.Ordinal)..][..7]);
        var traces = root.GetProperty("data").EnumerateArray()
            .Where(trace => trace.TryGetProperty("name", out var name)
                && name.GetString()!.Contains($">{genre} ", StringComparison.Ordinal))
            .Select(trace => trace.GetProperty(trace.TryGetProperty("line", out _) ? "line" : "marker").GetProperty("color").GetString()!);
        return ticks.Concat(traces);
    }
}
