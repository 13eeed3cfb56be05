using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>What of a chart only Plotly draws, in words.</summary>
internal static class ForeignParts
{
    private static readonly string[] OwnKinds = ["scatter", "bar", "histogram", "heatmap"];

    /// <summary>Of a trace.</summary>
    public static IEnumerable<string> Of(PlotlyTrace trace)
    {
        if (!OwnKinds.Contains(trace.Kind))
            return [trace.Kind];
        if (trace.Axes.X != "x")
            return ["several x axes"];
        return trace.Kind switch
        {
            "scatter" => OfScatter(trace),
            "bar" => Said((trace.Json["base"] is not null, "bars that do not begin at 0"), (HasOddErrors(trace), "error bars by a rule")),
            "histogram" => Said(
                (trace.Json.Text("histnorm") is { Length: > 0 } || trace.Json.Part("cumulative").Flag("enabled") == true, "shares in histograms"),
                (trace.Json["x"] is not null && trace.Json["y"] is not null || HasErrors(trace), "histograms of sums")),
            _ => [],
        };
    }

    /// <summary>Of the layout.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="traces">What is drawn.</param>
    public static IEnumerable<string> Of(JsonObject layout, IReadOnlyList<PlotlyTrace> traces)
    {
        var names = traces.Where(trace => trace.Kind == "heatmap").Select(trace => trace.Name).ToHashSet();
        var bars = traces.Where(trace => trace.Kind is "bar" or "histogram").GroupBy(trace => trace.Axes.Y).Any(group => group.Count() > 1);
        return Said(
            (layout.Parts("annotations").Any(note => !names.Contains(PlotlyText.Plain(note.Text("text")))), "annotations"),
            (layout.Parts("shapes").Any(shape => !IsFrame(shape) && Rule(shape) is null), "shapes"),
            (layout.Parts("images").Any(), "images"),
            (bars && layout.Text("barmode") is "stack" or "relative", "bars on each other"),
            (bars && layout.Text("barmode") == "overlay" && traces.Any(trace => trace.Kind is "bar" or "histogram" && trace.Json["offset"] is null),
                "bars before each other"),
            (layout.Any(part => part.Key.StartsWith("yaxis", StringComparison.Ordinal)
                && (part.Value as JsonObject).Text("overlaying") is { } below && below != "free"), "a second y axis in a panel"));
    }

    /// <summary>A straight line over the whole panel as a rule; null for any other shape.</summary>
    public static RuleTrace? Rule(JsonObject shape)
    {
        if (shape.Text("type") is not (null or "line") || shape["line"] is null && shape.Text("type") is null)
            return null;
        var (isUpright, isLying) = (shape.Text("yref")?.EndsWith("domain", StringComparison.Ordinal) == true || shape.Text("yref") == "paper",
            shape.Text("xref")?.EndsWith("domain", StringComparison.Ordinal) == true || shape.Text("xref") == "paper");
        var (from, to) = isUpright ? (shape.Number("x0"), shape.Number("x1")) : (shape.Number("y0"), shape.Number("y1"));
        return isUpright == isLying || from is not { } place || from != to ? null
            : new(PlotlyText.Plain(shape.Part("label").Text("text") ?? shape.Text("name")) is { Length: > 0 } name ? name
                : FormattableString.Invariant($"{(isUpright ? 'x' : 'y')} = {place:G5}"), place,
                isUpright ? Orientation.Vertical : Orientation.Horizontal);
    }

    private static IEnumerable<string> OfScatter(PlotlyTrace trace) => Said(
        (trace.Json.Text("fill") is not (null or "none") || trace.Json["stackgroup"] is not null, "filled areas"),
        (HasErrors(trace), "error bars of points"),
        (trace.Mode.Contains("text") && !trace.IsCaption && !trace.IsScale, "texts at points"),
        (trace.Json.Part("line").Text("shape") is not (null or "linear"), "lines that are not straight"),
        (trace.Mode.Contains("markers") && trace.Json.Part("marker") is { } marker && (marker["color"] is JsonArray || marker["size"] is JsonArray),
            "points that differ"));

    /// <summary>The frame that our own figures draw around panels.</summary>
    private static bool IsFrame(JsonObject shape) => shape.Text("type") == "path" && shape.Text("xref") == "paper"
        && shape.Text("yref") == "paper" && shape.Part("line").Text("color") == FigureColors.Neutral;

    private static bool HasErrors(PlotlyTrace trace) => Errors(trace).Any();

    private static bool HasOddErrors(PlotlyTrace trace) => Errors(trace).Any(error => error["array"] is null);

    private static IEnumerable<JsonObject> Errors(PlotlyTrace trace) =>
        new[] { trace.Json.Part("error_x"), trace.Json.Part("error_y") }.OfType<JsonObject>().Where(error => error.Flag("visible") != false);

    private static IEnumerable<string> Said(params (bool IsSo, string Word)[] words) =>
        words.Where(word => word.IsSo).Select(word => word.Word);
}
