using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plotly.NET;

namespace Workbench.Bridges;

/// <summary>
/// A chart of another library as what Plotly draws, written as today's Plotly reads it: titles are groups of attributes, gaps are null.
/// </summary>
internal sealed class ChartJson
{
    private static readonly string[] NotFinite = ["NaN", "Infinity", "-Infinity"];

    private ChartJson(JsonNode? traces, JsonNode? layout)
    {
        Traces = [.. (traces as JsonArray ?? []).OfType<JsonObject>().Select(trace => Modern(trace.DeepClone().AsObject()))];
        Layout = layout is JsonObject given ? Modern(given.DeepClone().AsObject()) : [];
    }

    /// <summary>What is drawn, the first at the back.</summary>
    public IReadOnlyList<JsonObject> Traces { get; }

    /// <summary>Axes, titles and all else.</summary>
    public JsonObject Layout { get; }

    /// <summary>Its title in plain words; empty if it has none.</summary>
    public string Title => PlotlyText.Plain(Layout.Part("title").Text("text"));

    /// <summary>What kinds of traces it has, in Plotly's words.</summary>
    public IEnumerable<string> Kinds => Traces.Select(KindOf).Distinct();

    /// <summary>A chart of Plotly.NET.</summary>
    public static ChartJson Of(GenericChart chart) => Of(JsonNode.Parse(GenericChart.toFigureJson(chart))!);

    /// <summary>A chart of XPlot, which shows its data in a script alone.</summary>
    public static ChartJson Of(XPlot.Plotly.PlotlyChart chart)
    {
        var script = chart.GetPlottingJS();
        return new(After("var data = "), After("var layout = "));

        JsonNode? After(string start)
        {
            var place = script.IndexOf(start, StringComparison.Ordinal);
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(script[(place + start.Length)..]));
            return place < 0 ? null : JsonNode.Parse(ref reader);
        }
    }

    /// <summary>A figure for Plotly: <c>data</c> and <c>layout</c>.</summary>
    public static ChartJson Of(JsonNode figure) => new(figure["data"], figure["layout"]);

    /// <summary>The kind of a trace, in Plotly's word.</summary>
    public static string KindOf(JsonObject trace) => trace.Text("type") ?? "scatter";

    private static JsonObject Modern(JsonObject part)
    {
        part.Remove("_isSubplotObj"); // XPlot's own
        if (part.Text("title") is { } title)
            part["title"] = new JsonObject { ["text"] = title };
        if (part["titlefont"] is { } font)
        {
            part.Remove("titlefont");
            if (part["title"] is not JsonObject)
                part["title"] = new JsonObject();
            part["title"]!["font"] = font;
        }
        foreach (var (name, value) in part.ToArray())
            if (value is JsonObject inner && PlotlyValues.Decoded(inner) is { } decoded)
                part[name] = decoded;
            else if (value is JsonObject)
                Modern(value.AsObject());
            else if (value is JsonArray list)
                Clean(list);
        return part;
    }

    /// <summary>Makes gaps of what numbers cannot be written as.</summary>
    private static void Clean(JsonArray list)
    {
        var isNumeric = list.All(value => value is null || value.GetValueKind() == JsonValueKind.Number || IsNotFinite(value));
        for (var i = 0; i < list.Count; i++)
            if (list[i] is JsonObject part)
                Modern(part);
            else if (list[i] is JsonArray inner)
                Clean(inner);
            else if (isNumeric && IsNotFinite(list[i]))
                list[i] = null;
    }

    private static bool IsNotFinite(JsonNode? value) => value.AsText() is { } text && NotFinite.Contains(text);
}
