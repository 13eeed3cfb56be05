using System.Xml.Linq;
using Workbench.Audio;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Tests.Charts;

/// <summary>The figures that show a collection before anything is learned.</summary>
public class ExploreChartsTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bins_have_round_ends_and_hold_every_value_once()
    {
        double[] values = [0.11, 0.3, 0.7, 0.7, 1.9, 2];
        var bins = Bins.Of(values);
        Assert.Equal((0.1, 0.1, 20), (bins.First, bins.Width, bins.Count));
        // numpy.histogram with edges (1 to 21) / 10: [0.3, 0.4) holds 0.3.
        Assert.Equal([1, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], bins.CountsOf(values));
        Assert.Equal(("0.1 to 0.2", "2 to 2.1"), (bins.Names[0], bins.Names[^1]));
        Assert.Equal(1.5, bins.Place(0.3), 1e-12); // the left edge of bin 2
    }

    [Fact]
    public void Values_that_are_all_the_same_fill_one_bin()
    {
        var bins = Bins.Of([30, 30, 30]);
        Assert.Equal((29.5, 1, 1), (bins.First, bins.Width, bins.Count));
        Assert.Equal([3], bins.CountsOf([30, 30, 30]));
        Assert.Equal("Length: s of 3 songs, 30.0 to 30.0, median 30.0", Chart.Histogram("Length", "s", [30, 30, 30]).Summary);
    }

    [Fact]
    public void Values_that_nobody_would_tell_apart_are_said_to_be_equal()
    {
        var figure = Chart.Histogram("Length", "Duration (s)", [29.98, 30, 30.02]);
        Assert.Equal("Length: all 30.0 s", figure.Title);
        Assert.Equal([3], Assert.IsType<BarTrace>(figure.Panels[0].Traces[0]).Values);
        Assert.Equal("Length", Chart.Histogram("Length", "s", [25.8, 30, 30]).Title);
    }

    [Fact]
    public void Labels_stand_from_the_lowest_median_to_the_highest_with_the_shares_of_their_songs()
    {
        var figure = Chart.Histogram("Tempo", "BPM", [100, 120, 140, 100], [["slow"], ["fast", "slow"], ["fast"], ["slow"]]);
        Assert.Equal(["slow", "fast"], figure.Panels[1].Y.Ticks.Select(t => t.Text));
        var shares = Assert.IsType<HeatmapTrace>(figure.Panels[1].Traces[0]).Values;
        Assert.Equal((2 / 3.0, 1 / 3.0, 0.0), (shares[0, 0], shares[0, 10], shares[0, 20])); // bins of 2
        Assert.Equal((0.0, 0.5, 0.5), (shares[1, 0], shares[1, 10], shares[1, 20]));
        Assert.Equal([-0.5, 14.5], Assert.IsType<ScatterTrace>(figure.Panels[1].Traces[1]).X); // medians 100 and 130
        Assert.Equal("Tempo: BPM of 4 songs, 100.0 to 140.0, median 110.0; lowest median slow 100.0, highest fast 130.0", figure.Summary);
    }

    [Fact]
    public void Genres_that_go_together_are_shares_of_the_rows_songs()
    {
        var figure = Chart.CoOccurrence(Dataset(["Pop", "Rock"], ["Rock"], ["Rock"], ["Pop", "Rock"], ["Rock"], ["Jazz"]));
        var heatmap = Assert.IsType<HeatmapTrace>(figure.Panels[0].Traces[0]);
        Assert.Equal(["Rock", "Pop", "Jazz"], figure.Panels[0].Y.Ticks.Select(t => t.Text));
        double nan = double.NaN;
        Assert.Equal([nan, 40, 0, 100, nan, 0, 0, 0, nan], heatmap.Values.Cast<double>());
        Assert.Equal(["", "40", "", "100", "", "", "", "", ""], heatmap.Labels!.Cast<string>());
        Assert.Equal(
            "Genres that go together: 2 of 6 songs have more than one of 3; most often Pop comes with Rock (100 % of its songs)",
            figure.Summary);
    }

    [Fact]
    public void A_collection_of_one_genre_a_song_is_drawn_dark()
    {
        var figure = Chart.CoOccurrence(Dataset(["Pop"], ["Rock"]));
        Assert.Equal("Genres that go together: 0 of 2 songs have more than one of 2", figure.Summary);
        Assert.Equal("Genres that go together: none, every song has one", figure.Title);
        Assert.Equal(0, Assert.IsType<HeatmapTrace>(figure.Panels[0].Traces[0]).Share(0));
    }

    [Fact]
    public void The_ranking_names_the_genre_that_a_column_tells_best()
    {
        FeatureRanking ranking = new(["Pop", "Rock"],
            [new("zcr_mean_01", "zcr", [0.1, 0.6]), new("mfcc_mean_01", "mfcc", [0.6, 0.7]), new("zcr_std_01", "zcr", [0.5, 0.65])]);
        var bars = Assert.IsType<BarTrace>(Chart.FeatureRanking(ranking, count: 2).Panels[0].Traces[0]);
        Assert.Equal([0.5, 0.3], bars.Values, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(["0.50 · Pop 0.80", "0.30 · Rock 0.40"], bars.Labels);
        var families = Assert.IsType<HeatmapTrace>(Chart.FeatureFamilies(ranking).Panels[0].Traces[0]);
        Assert.Equal([".80", ".30", ".20", ".40"], families.Labels!.Cast<string>()); // Rock's .30 is that of zcr_std_01
    }

    [Fact]
    public void A_song_of_two_genres_is_a_small_dot_on_a_large_one()
    {
        var figure = Chart.Songs("Map", new("x"), new("y"), Places(["Pop", "Rock"], ["Rock"]));
        var dots = figure.Panels[0].Traces.Cast<ScatterTrace>().ToList();
        Assert.Equal(["Rock (2)", "Pop (1)"], dots.Select(d => d.Name));
        Assert.Equal([9, 5], dots.Select(d => d.Size));
        Assert.Equal((0.0, "0 (Pop, Rock)"), (dots[1].X[0], dots[1].Names[0]));
        Assert.Equal(["0 (Pop, Rock)", "1 (Rock)", "0 (Pop, Rock)"], Titles(figure));
    }

    [Fact]
    public void Genres_beyond_those_asked_for_are_grey()
    {
        var figure = Chart.Songs("Map", new("x"), new("y"), Places(["Pop"], ["Rock"], ["Jazz"]), ["Jazz"]);
        Assert.Equal([("Other genres (2)", Emphasis.Guide), ("Jazz (1)", Emphasis.Normal)],
            figure.Panels[0].Traces.Select(t => (t.Name, t.Emphasis)));
    }

    [Fact]
    public void The_seventh_genre_is_a_square()
    {
        string[] genres = ["a", "b", "c", "d", "e", "f", "g"];
        var svg = XDocument.Parse(Chart.Songs("Map", new("x"), new("y"), Places([.. genres.Select(g => new[] { g })])).ToSvg()).Root!;
        var dots = svg.Descendants(Svg + "path").Where(p => p.Element(Svg + "title") is not null);
        Assert.Equal(["round", "round", "round", "round", "round", "round", "square"],
            dots.Select(d => (string)d.Attribute("stroke-linecap")!));
    }

    [Fact]
    public void Numbers_in_cells_can_be_read_on_dark_and_on_light_ones()
    {
        var figure = new Figure("Two cells", new("x"), new Axis("y"),
            new HeatmapTrace("v", new double[,] { { 0, 1 } }) { Labels = new[,] { { "dark", "light" } } });
        var fills = XDocument.Parse(figure.ToSvg()).Root!.Descendants(Svg + "text").Where(t => t.Attribute("fill") is not null);
        Assert.Equal([("dark", "#FFFFFF"), ("light", "#000000")], fills.Select(t => (t.Value, (string)t.Attribute("fill")!)));
    }

    [Fact]
    public void Spectra_are_drawn_in_decibels_below_the_loudest()
    {
        FeatureMatrix magnitudes = new(["a", "b", "c"], [2, 0.2f, 0, 2e-5f, 1, 0.02f]);
        // librosa 0.11.0: amplitude_to_db(S, ref=np.max).
        double[] expected = [0, -80, -20, -6.0206, -80, -40];
        foreach (var figure in new[] { Chart.Spectrogram(magnitudes, 0.5, 4000), Chart.ConstantQ(magnitudes, 0.5, binsPerOctave: 2) })
            // float32
            Assert.Equal(expected, Assert.IsType<HeatmapTrace>(figure.Panels[0].Traces[0]).Values.Cast<double>(),
                (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal("Spectrogram: 1.0 s, 3 bins from 0 to 4000 Hz, -80 to 0 dB", Chart.Spectrogram(magnitudes, 0.5, 4000).Summary);
        Assert.Equal([new AxisTick(0, "C1"), new(2, "C2")], Chart.ConstantQ(magnitudes, 0.5, binsPerOctave: 2).Panels[0].Y.Ticks);
        Assert.Contains("-80 to -80 dB", Chart.Spectrogram(new(["a"], [0, 0]), 1, 1).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Beats_are_strokes_with_gaps_between_them()
    {
        var figure = Chart.Waveform(new AudioClip(4, [0, 0.5f, 0, -0.25f]), beats: [0.25, 0.75]);
        var beats = Assert.IsType<LineTrace>(figure.Panels[0].Traces[1]);
        Assert.Equal([0.25, 0.25, double.NaN, 0.75, 0.75, double.NaN], beats.X);
        Assert.Equal("Waveform: 1.0 s at 4 Hz, peak 0.500, 2 beats", figure.Summary);
        Assert.Single(Chart.Waveform(new AudioClip(4, [0, 0.5f]), beats: []).Panels[0].Traces);
    }

    [Fact]
    public void The_two_parts_of_a_sound_share_their_colours()
    {
        static FeatureMatrix Bands(params float[] values) => new(["low", "high"], values);
        var figure = Chart.HarmonicPercussive(Bands(-10, -50), Bands(-70, -20), 0.5, [100, 300]);
        Assert.Equal([(-70, -10), (-70, -10)], figure.Panels.Select(p => Assert.IsType<HeatmapTrace>(p.Traces[0]).Range));
        Assert.Equal(["Harmonic (Hz)", "Percussive (Hz)"], figure.Panels.Select(p => p.Y.Title));
        Assert.Equal(
            "Two parts of one shape and one centre a band are needed; got [1, 2] and [2, 2] and 2 centres.",
            Assert.Throws<WorkbenchException>(() => Chart.HarmonicPercussive(Bands(1, 2), Bands(1, 2, 3, 4), 0.5, [100, 300])).Message);
    }

    [Fact]
    public void Nothing_to_draw_is_said_in_the_words_of_the_chart()
    {
        static string Message(Func<object> draw) => Assert.Throws<WorkbenchException>(draw).Message;
        Assert.Equal("Tempo needs at least one value; none was given.", Message(() => Chart.Histogram("Tempo", "BPM", [])));
        Assert.Equal("Tempo: value 1 is NaN; leave it out.", Message(() => Chart.Histogram("Tempo", "BPM", [1, double.NaN])));
        Assert.Equal("Tempo has 2 values and 1 lists of labels; give one list a value.",
            Message(() => Chart.Histogram("Tempo", "BPM", [1, 2], [["a"]])));
        Assert.Equal("Tempo: 0 bins; at least 1 is needed, 20 are usual.",
            Message(() => Chart.Histogram("Tempo", "BPM", [1], [["a"]], binCount: 0)));
        Assert.Equal("Tempo needs at least one label; none was given.", Message(() => Chart.Histogram("Tempo", "BPM", [1], [[]])));
        Assert.Equal("The figure of labels that go together needs at least one label; none was given.",
            Message(() => Chart.CoOccurrence(Dataset())));
        Assert.Equal("Count 0 must be >= 1; 15 is usual.", Message(() => Chart.FeatureRanking(new(["a"], []), count: 0)));
        Assert.Equal("Map needs at least one song; none was given.", Message(() => Chart.Songs("Map", new("x"), new("y"), [])));
        Assert.Equal("Map: no song here has the genre Jazz; there are Pop, Rock.",
            Message(() => Chart.Songs("Map", new("x"), new("y"), Places(["Rock"], ["Pop"]), ["Jazz"])));
        string[] many = [.. Enumerable.Range(0, 19).Select(i => $"{i}")];
        Assert.Equal("Map: 19 genres are more than the 18 that can be told apart by colour; name fewer.",
            Message(() => Chart.Songs("Map", new("x"), new("y"), Places(many), many)));
        Assert.Equal("A chromagram needs frames of 12 pitch classes; got 1 frames of 2.",
            Message(() => Chart.Chromagram(new FeatureMatrix(["a", "b"], [1, 2]), 1)));
        Assert.Equal("A spectrogram needs frames; got none of 1 bins.", Message(() => Chart.Spectrogram(new(["a"], []), 1, 1)));
        Assert.Equal("A constant-Q figure needs frames; got none of 1 bins.", Message(() => Chart.ConstantQ(new(["a"], []), 1)));
        Assert.Contains("2 points and 1 names", Message(() => new ScatterTrace("s", [1, 2], [1, 2]) { Names = ["a"] }),
            StringComparison.Ordinal);
        Assert.Contains("2 bars and 1 names", Message(() => new BarTrace("b", [1, 2]) { Names = ["a"] }), StringComparison.Ordinal);
        Assert.Contains("[1, 2] cells and [1, 1] labels",
            Message(() => new HeatmapTrace("h", new double[1, 2]) { Labels = new[,] { { "a" } } }), StringComparison.Ordinal);
    }

    private static Dataset Dataset(params string[][] labels) => new("made", "made", [.. labels.Select(Song)], []);

    private static (Track, double, double)[] Places(params string[][] labels) =>
        [.. labels.Select((names, i) => (Song(names, i), (double)i, (double)i))];

    private static Track Song(string[] labels, int index) => new() { Id = $"{index}", AudioPath = $"{index}.wav", Labels = [.. labels] };

    private static IEnumerable<string> Titles(Figure figure) =>
        XDocument.Parse(figure.ToSvg()).Root!.Descendants(Svg + "path").Elements(Svg + "title").Select(t => t.Value);
}
