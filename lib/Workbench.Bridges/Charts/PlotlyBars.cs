using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>Bars and histograms of Plotly as ours, which stand at places 0, 1, 2 of their axis.</summary>
internal static class PlotlyBars
{
    private const int MostPlaces = 5000;

    /// <summary>The places of bars along an axis with numbers; null where there are no bars, or they stand on categories.</summary>
    /// <param name="traces">All traces along the axis.</param>
    /// <param name="letter">The axis, <c>x</c> or <c>y</c>.</param>
    /// <exception cref="NotSupportedException">The numbers are too far from each other for places.</exception>
    public static Bins? BinsOf(IReadOnlyList<PlotlyTrace> traces, string letter)
    {
        var isLying = letter == "y";
        var histograms = traces.Where(trace => trace.Kind == "histogram" && trace.IsHorizontal == isLying).ToList();
        var values = (histograms.Count > 0 ? histograms : traces.Where(trace => trace.Kind == "bar" && trace.IsHorizontal == isLying))
            .Select(trace => PlotlyValues.Numbers(trace.Values(letter))).ToList();
        double[] numbers = [.. values.SelectMany(list => list ?? []).Where(double.IsFinite)];
        if (values.Contains(null) || numbers.Length == 0)
            return null;
        var bins = histograms.Count > 0 ? BinsOf(histograms[0].Json, letter, numbers) : Around(numbers);
        return bins.Count is > 0 and <= MostPlaces ? bins : throw new NotSupportedException("bars at uneven places");
    }

    /// <summary>Bars.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="along">The axis that they stand on.</param>
    /// <param name="groups">How many traces of bars stand side by side.</param>
    public static BarTrace Bars(PlotlyTrace trace, PlotlyAxis along, int groups)
    {
        var (place, value) = trace.IsHorizontal ? ("y", "x") : ("x", "y");
        var places = along.Places(trace.Values(place));
        var heights = PlotlyValues.Numbers(trace.Json[value]) ?? [];
        int[] at = [.. Enumerable.Repeat(-1, along.PlaceCount ?? 0)]; // which bar stands there
        for (var i = 0; i < Math.Min(places.Length, heights.Length); i++)
            if (double.IsFinite(places[i]))
                at[(int)Math.Round(places[i])] = i;
        T[] Placed<T>(IReadOnlyList<T> given, T none) => [.. at.Select(i => i >= 0 && i < given.Count ? given[i] : none)];
        var error = trace.Json.Part(trace.IsHorizontal ? "error_x" : "error_y");
        var bars = new BarTrace(trace.Name, Placed(heights, double.NaN));
        return Styled(trace, bars with
        {
            Thickness = trace.Json.Number("width") is > 0 and var width ? Math.Min(width * groups, 1) : bars.Thickness,
            Names = Names(trace) is { } names ? Placed(names, "") : [],
            Labels = trace.Json["text"] is JsonArray text && trace.Json.Text("textposition") != "none"
                ? Placed(PlotlyValues.Texts(text)!.Select(PlotlyText.Plain).ToArray(), "") : [],
            Intervals = error is null || error.Flag("visible") == false ? [] : Placed(Intervals(error, heights), (double.NaN, double.NaN)),
        });
    }

    /// <summary>A histogram: how many values lie at each place.</summary>
    public static BarTrace Counts(PlotlyTrace trace, PlotlyAxis along)
    {
        var counts = new double[along.PlaceCount ?? 0];
        foreach (var place in along.Places(trace.Json[trace.IsHorizontal ? "y" : "x"]))
            // The small number: as in Bins, the lower end of a bin belongs to it.
            if (Math.Floor(place + 0.5 + 1e-9) is >= 0 and var bin && bin < counts.Length)
                counts[(int)bin]++;
        return Styled(trace, new(trace.Name, counts) { Thickness = 0.94 });
    }

    private static BarTrace Styled(PlotlyTrace trace, BarTrace bars)
    {
        var colors = PlotlyValues.Texts(trace.Json.Part("marker").Part("line")?["color"]);
        return bars with
        {
            Orientation = trace.IsHorizontal ? Orientation.Horizontal : Orientation.Vertical,
            Style = trace.Style,
            Emphasis = trace.Emphasis,
            Styles = colors?.Length == bars.Values.Count && colors.All(FigureColors.Series.Contains)
                ? [.. colors.Select(color => FigureColors.Series.IndexOf(color))] : [],
        };
    }

    private static string[]? Names(PlotlyTrace trace) =>
        PlotlyValues.Texts(trace.Json["customdata"] is JsonArray { Count: > 0 } data && data.All(name => name.AsText() is not null)
            ? data : trace.Json["hovertext"])?.Select(PlotlyText.Plain).ToArray();

    private static (double, double)[] Intervals(JsonObject error, double[] heights)
    {
        var above = PlotlyValues.Numbers(error["array"]) ?? [];
        var below = (error.Flag("symmetric") == false ? PlotlyValues.Numbers(error["arrayminus"]) : null) ?? above;
        return [.. heights.Select((height, i) => i < above.Length && i < below.Length
            ? (height - below[i], height + above[i]) : (double.NaN, double.NaN))];
    }

    private static Bins BinsOf(JsonObject histogram, string letter, double[] numbers) =>
        histogram.Part(letter + "bins") is { } bins && bins.Number("size") is > 0 and var size
            ? new(bins.Number("start") ?? Math.Floor(numbers.Min() / size) * size, size,
                CountOf(((bins.Number("end") ?? numbers.Max() + size) - (bins.Number("start") ?? numbers.Min())) / size))
            : Bins.Of(numbers, histogram.Number("nbins" + letter) is >= 1 and <= MostPlaces and var count ? (int)count : 20);

    /// <summary>A place for each number, and for what lies evenly between them.</summary>
    private static Bins Around(double[] numbers)
    {
        double[] places = [.. numbers.Distinct().Order()];
        var width = places.Zip(places.Skip(1), (left, right) => right - left).DefaultIfEmpty(1).Min();
        var count = CountOf((places[^1] - places[0]) / width + 1);
        return places.All(place => Math.Abs((place - places[0]) / width - Math.Round((place - places[0]) / width)) < 0.01)
            ? new(places[0] - width / 2, width, count) : new(0, 1, 0);
    }

    private static int CountOf(double count) => count <= MostPlaces ? (int)Math.Round(count) : 0;
}
