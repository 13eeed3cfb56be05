using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workbench.Figures;
using Workbench.Tests.Charts;

namespace Workbench.Tests.Figures;

public partial class FigureColorsTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // White: VS Code and Jupyter in light themes, and the light card; Visual Studio Code's Dark+ and Dark Modern, JupyterLab's dark theme,
    // reports in the dark, the dark card.
    private static readonly string[] Grounds = ["#FFFFFF", "#1E1E1E", "#1F1F1F", "#111111", "#0D1117", FigureColors.DarkCard.Ground];

    private static readonly string[] ColorProperties = ["color", "gridcolor", "linecolor", "outlinecolor", "activecolor"];

    public static TheoryData<string> Charts => [.. Samples.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Lines_points_and_bars_are_seen_on_light_and_on_dark_pages(string name)
    {
        foreach (var color in PlotlyColors(name).Union(SvgColors(name)).Where(color => color.Length == 7))
            foreach (var ground in Grounds)
                Assert.True(Contrast(color, ground) >= 3, $"{color} on {ground}: {Contrast(color, ground):0.00}"); // WCAG 2.2, 1.4.11
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Both_forms_have_the_same_colours(string name) =>
        Assert.Equal(SvgColors(name).Order(StringComparer.Ordinal), PlotlyColors(name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Charts))]
    public void Texts_have_the_colour_of_the_page_or_are_read_on_their_cell(string name)
    {
        var figure = Samples.All.Single(s => s.Name == name).Figure;
        var root = JsonDocument.Parse(figure.ToPlotlyJson()).RootElement;
        var cells = root.GetProperty("data")
            .EnumerateArray()
            .Where(trace => trace.TryGetProperty("textfont", out _))
            .SelectMany(trace => trace.GetProperty("text").EnumerateArray())
            .ToList();
        var texts = Strings(root).Where(s => s.Property is "text" or "ticktext" or "name")
            .Select(s => s.Value)
            .Except(cells.Select(cell => cell.GetString()!))
            .Where(text => text.Length > 0);
        Assert.All(texts, text => Assert.Contains("currentColor", text, StringComparison.Ordinal));
        Assert.All(Axes(root),
            axis => Assert.True(
                axis.TryGetProperty("ticktext", out _)
                || axis.GetProperty("tickprefix").GetString()!.Contains("currentColor", StringComparison.Ordinal)));
        // Ticks are written in the label under the pointer too.
        Assert.All(root.GetProperty("data").EnumerateArray().Where(trace => !trace.TryGetProperty("hoverinfo", out _)),
            trace => Assert.StartsWith($"<span style=\"--workbench-label:{FigureColors.LabelText}\">",
                trace.GetProperty("hovertemplate").GetString(), StringComparison.Ordinal));
        foreach (var map in figure.Panels.SelectMany(panel => panel.Traces).OfType<HeatmapTrace>().Where(map => map.Labels is not null))
            for (var row = 0; row < map.Values.GetLength(0); row++)
                for (var column = 0; column < map.Values.GetLength(1); column++)
                    if (double.IsFinite(map.Values[row, column]))
                        // WCAG 2.2, 1.4.3.
                        Assert.True(Contrast(map.TextColor(row, column)!, Hex(map.Colors.At(map.Share(map.Values[row, column])))) >= 4.5);
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Within_a_page_the_page_gives_ground_and_text_and_a_file_is_a_card(string name)
    {
        var style = XDocument.Parse(Samples.All.Single(s => s.Name == name).Figure.ToSvg()).Root!.Element(Svg + "style")!.Value;
        Assert.Contains(".workbench-figure:not(:root) .wb-card{fill:none}", style, StringComparison.Ordinal);
        Assert.Contains(".workbench-figure:not(:root) .wb-text{fill:currentColor}", style, StringComparison.Ordinal);
        Assert.Contains($"@media (prefers-color-scheme: dark){{.workbench-figure:root .wb-card{{fill:{FigureColors.DarkCard.Ground}}}",
            style, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_on_cards_and_labels_have_four_and_a_half_to_one()
    {
        Assert.True(Contrast(FigureColors.LightCard.Text, FigureColors.LightCard.Ground) >= 4.5);
        Assert.True(Contrast(FigureColors.DarkCard.Text, FigureColors.DarkCard.Ground) >= 4.5);
        Assert.True(Contrast(FigureColors.LabelText, FigureColors.Label) >= 4.5);
    }

    [Fact]
    public void No_single_text_colour_would_do_on_white_and_on_a_dark_editor() =>
        Assert.DoesNotContain(Enumerable.Range(0, 256).Select(grey => $"#{grey:X2}{grey:X2}{grey:X2}"),
            grey => Contrast(grey, "#FFFFFF") >= 4.5 && Contrast(grey, "#1E1E1E") >= 4.5);

    [Fact]
    public void Grid_lines_are_faint_and_a_whisker_is_seen_inside_its_bar()
    {
        var bars = new BarTrace("a", [1]) { Intervals = [(0.9, 1.1)] };
        foreach (var ground in Grounds)
        {
            Assert.InRange(Contrast(Over(FigureColors.Neutral, FigureColors.GridOpacity, ground), ground), 1.2, 2);
            foreach (var color in FigureColors.Series)
                Assert.True(Contrast(FigureColors.Neutral, Over(color, FigureColors.FillOpacity(bars), ground)) >= 3,
                    $"{color} on {ground}");
        }
    }

    [Fact]
    public void No_two_colours_are_closer_to_colour_blind_eyes_than_those_of_Okabe_and_Ito() =>
        Assert.True(Closest(FigureColors.Series) >= Closest(["#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9"]) - 1e-9);

    [Fact]
    public void A_heat_map_and_its_colour_bar_are_framed_in_both_forms()
    {
        var svg = XDocument.Parse(Samples.MelSpectrogram.ToSvg()).Root!;
        Assert.Single(svg.Descendants(Svg + "path"),
            path => path.Attribute("d")!.Value.EndsWith('z') && (string?)path.Attribute("stroke") == FigureColors.Neutral);
        Assert.Equal(FigureColors.Neutral, (string?)svg.Descendants(Svg + "rect").Last().Attribute("stroke"));
        var plotly = JsonDocument.Parse(Samples.MelSpectrogram.ToPlotlyJson()).RootElement;
        Assert.EndsWith("Z", plotly.GetProperty("layout").GetProperty("shapes")[0].GetProperty("path").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(FigureColors.Neutral, plotly.GetProperty("data")[0].GetProperty("colorbar").GetProperty("outlinecolor").GetString());
    }

    // #RRGGBB, or #RRGGBB/opacity. Without cells, whose texts and colours the other tests see, and what only an interactive figure has.
    private static HashSet<string> PlotlyColors(string name)
    {
        var root = JsonDocument.Parse(Samples.All.Single(s => s.Name == name).Figure.ToPlotlyJson()).RootElement;
        Assert.Equal("rgba(0,0,0,0)", root.GetProperty("layout").GetProperty("paper_bgcolor").GetString());
        Assert.Equal("rgba(0,0,0,0)", root.GetProperty("layout").GetProperty("plot_bgcolor").GetString());
        return [.. Strings(root)
            .Where(s => ColorProperties.Contains(s.Property) && !(s.Parent is "textfont" or "font" or "modebar"))
            .Where(s => s.Property != "gridcolor" || s.HasGrid)
            .Select(s => Rgba().Match(s.Value) is { Success: true } m
                ? $"#{int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture):X2}"
                    + $"{int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture):X2}"
                    + $"{int.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture):X2}/{m.Groups[4].Value}"
                : s.Value)];
    }

    private static HashSet<string> SvgColors(string name)
    {
        var drawn = XDocument.Parse(Samples.All.Single(s => s.Name == name).Figure.ToSvg()).Root!.Descendants()
            .Where(e => e.Name.LocalName is "path" or "rect" && (string?)e.Attribute("class") != "wb-card");
        return [.. drawn.SelectMany(e => new[] { "fill", "stroke" },
            (e, paint) => (Color: (string?)e.Attribute(paint), Opacity: (string?)e.Attribute(paint + "-opacity") ?? "1"))
            .Where(paint => paint.Color?.StartsWith('#') == true)
            .Select(paint => paint.Opacity == "1" ? paint.Color! : $"{paint.Color}/{paint.Opacity}")];
    }

    private static IEnumerable<JsonElement> Axes(JsonElement root) =>
        root.GetProperty("layout").EnumerateObject().Where(p => p.Name.Contains("axis", StringComparison.Ordinal)).Select(p => p.Value);

    private static IEnumerable<(string Parent, string Property, string Value, bool HasGrid)> Strings(JsonElement element,
        string parent = "", string property = "", bool hasGrid = false) => element.ValueKind switch
        {
            JsonValueKind.Object =>
                element.EnumerateObject()
                    .SelectMany(p =>
                        Strings(p.Value, property, p.Name, element.TryGetProperty("showgrid", out var shown) && shown.GetBoolean())),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, parent, property, hasGrid)),
            JsonValueKind.String => [(parent, property, element.GetString()!, hasGrid)],
            _ => [],
        };

    private static double[] Rgb(string hex) => [.. new[] { 1, 3, 5 }.Select(i => (double)Convert.ToInt32(hex.Substring(i, 2), 16))];

    private static string Hex((byte Red, byte Green, byte Blue) color) => $"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}";

    private static double[] Linear(string hex) =>
        [.. Rgb(hex).Select(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : Math.Pow((c / 255 + 0.055) / 1.055, 2.4))];

    private static double Contrast(string a, string b)
    {
        double Luminance(string hex) => Linear(hex) is var c ? 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] : 0;
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static string Over(string color, double opacity, string ground) =>
        "#" + string.Concat(Rgb(color).Zip(Rgb(ground),
            (c, g) => ((int)Math.Round(opacity * c + (1 - opacity) * g)).ToString("X2", CultureInfo.InvariantCulture)));

    /// <summary>
    /// The least distance of two colours in OKLab, as eyes without one kind of cone see them
    /// (Machado, Oliveira and Fernandes 2009, severity 1).
    /// </summary>
    private static double Closest(IReadOnlyList<string> colors)
    {
        double[][][] eyes =
        [
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
        ];
        return eyes.Min(eye => colors.SelectMany((a, i) => colors.Skip(i + 1), (a, b) => Distance(Seen(a, eye), Seen(b, eye))).Min());
    }

    // OKLab (Ottosson 2020).
    private static double[] Seen(string color, double[][] eye)
    {
        double[][] cones =
        [
            [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ];
        double[][] lab =
        [
            [0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ];
        return Times(lab, [.. Times(cones, [.. Times(eye, Linear(color)).Select(c => Math.Clamp(c, 0, 1))]).Select(Math.Cbrt)]);
    }

    private static double[] Times(double[][] matrix, double[] vector) => [.. matrix.Select(row => row.Zip(vector, (a, b) => a * b).Sum())];

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    [GeneratedRegex(@"^rgba\((\d+),(\d+),(\d+),([\d.]+)\)$")]
    private static partial Regex Rgba();
}
