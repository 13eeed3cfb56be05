using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>What of a chart only Plotly draws, in words.</summary>
internal static class ForeignParts
{
    /// <summary>Of a trace.</summary>
    public static IEnumerable<string> Of(PlotlyTrace trace) => !PlotlyTrace.OwnKinds.Contains(trace.Kind) ? [trace.Kind]
        : trace.Kind switch
        {
            "scatter" => OfPoints(trace),
            "bar" => Said(
                (trace.Json["base"] is not null, "bars that do not begin at 0"),
                (Errors(trace).Any(error => error["array"] is null), "error bars by a rule")),
            "histogram" => Said(
                (trace.Json.Text("histnorm") is { Length: > 0 } || trace.Json.Part("cumulative").Flag("enabled") == true,
                    "shares in histograms"),
                (trace.Json["x"] is not null && trace.Json["y"] is not null || Errors(trace).Any(), "histograms of sums")),
            "heatmap" => Said((trace.Json.Flag("transpose") == true, "rows as columns")),
            _ => [],
        };

    /// <summary>Of the layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="traces">What is drawn.</param>
    public static IEnumerable<string> Of(JsonObject layout, IReadOnlyList<PlotlyTrace> traces)
    {
        var colorBars = traces.Where(trace => trace.Kind == "heatmap").Select(trace => trace.Name).ToHashSet();
        var bars = traces.Where(trace => trace.Kind is "bar" or "histogram").ToList();
        var areSeveral = bars.GroupBy(trace => trace.Axes.Y).Any(panel => panel.Count() > 1);
        return Said(
            (layout.Parts("annotations").Any(note => !colorBars.Contains(PlotlyText.Plain(note.Text("text")))), "annotations"),
            (layout.Parts("shapes").Any(shape => !IsFrame(shape) && PlotlyRules.Read(shape) is null), "shapes"),
            (layout.Parts("images").Any(), "images"),
            (bars.Count > 0 && layout.Text("barnorm") is { Length: > 0 }, "bars as shares"),
            (areSeveral && layout.Text("barmode") is "stack" or "relative", "bars on each other"),
            (areSeveral && layout.Text("barmode") == "overlay" && bars.Any(bar => bar.Json["offset"] is null), "bars before each other"),
            (layout.Any(part => part.Key.StartsWith("yaxis", StringComparison.Ordinal)
                && (part.Value as JsonObject).Text("overlaying") is not (null or "free")), "a second y axis in a panel"));
    }

    private static IEnumerable<string> OfPoints(PlotlyTrace trace) => Said(
        (trace.Json.Text("fill") is not (null or "none") || trace.Json["stackgroup"] is not null, "filled areas"),
        (Errors(trace).Any(), "error bars of points"),
        (trace.Mode.Contains("text") && !trace.IsCaption && !trace.IsScale, "texts at points"),
        (trace.Json.Part("line").Text("shape") is not (null or "linear"), "lines that are not straight"),
        (trace.Mode.Contains("markers") && trace.Json.Part("marker") is { } marker
            && (marker["color"] is JsonArray || marker["size"] is JsonArray), "points that differ"));

    /// <summary>The frame that our own figures draw around panels.</summary>
    private static bool IsFrame(JsonObject shape) => shape.Text("type") == "path" && shape.Text("xref") == "paper"
        && shape.Text("yref") == "paper" && shape.Part("line").Text("color") == FigureColors.Neutral;

    private static IEnumerable<JsonObject> Errors(PlotlyTrace trace) => new[] { trace.Json.Part("error_x"), trace.Json.Part("error_y") }
        .OfType<JsonObject>().Where(error => error.Flag("visible") != false);

    private static IEnumerable<string> Said(params (bool IsSo, string Word)[] words) =>
        words.Where(word => word.IsSo).Select(word => word.Word);
}
