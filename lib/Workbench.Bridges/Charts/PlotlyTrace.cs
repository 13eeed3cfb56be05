using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>A trace of Plotly: what its attributes mean where they are not given.</summary>
/// <param name="json">Its attributes.</param>
/// <param name="index">Its number among the traces of the chart, from 0.</param>
internal sealed class PlotlyTrace(JsonObject json, int index)
{
    /// <summary>The kinds that our figures have too, in Plotly's words.</summary>
    public static readonly string[] OwnKinds = ["scatter", "bar", "histogram", "heatmap"];

    private const int MostDots = 20;

    /// <summary>Its attributes.</summary>
    public JsonObject Json => json;

    /// <summary>Its kind, in Plotly's word.</summary>
    public string Kind { get; } = ChartJson.KindOf(json) is "scattergl" ? "scatter" : ChartJson.KindOf(json);

    /// <summary>What the legend calls it.</summary>
    public string Name { get; } = PlotlyText.Plain(json.Text("name")) is { Length: > 0 } name ? name
        : FormattableString.Invariant($"trace {index}");

    /// <summary>Plotly's names of its axes.</summary>
    public (string X, string Y) Axes { get; } = (json.Text("xaxis") ?? "x", json.Text("yaxis") ?? "y");

    /// <summary>Whether it is drawn.</summary>
    public bool IsVisible { get; } = json.Flag("visible") != false && json.Text("visible") != "legendonly";

    /// <summary>Whether bars of it lie.</summary>
    public bool IsHorizontal { get; } = json.Text("orientation") is { } orientation ? orientation == "h"
        : ChartJson.KindOf(json) == "histogram" && json["x"] is null;

    /// <summary>What a scatter trace draws: <c>lines</c>, <c>markers</c>, <c>text</c>.</summary>
    public string[] Mode { get; } = (json.Text("mode")
        ?? ((json["y"] as JsonArray ?? json["x"] as JsonArray)?.Count < MostDots ? "lines+markers" : "lines")).Split('+');

    /// <summary>Whether it is a text of our own that belongs to bars or cells.</summary>
    public bool IsCaption => Kind == "scatter" && Mode is ["text"] && json.Text("name") is null && json.Text("hoverinfo") == "skip";

    /// <summary>Whether it is one of our own lines, drawn once more over what covers it.</summary>
    public bool IsCoveredLine => Kind == "scatter" && json.Text("name") is null && json.Flag("showlegend") == false
        && json.Text("legendgroup") is not null && Mode.Contains("lines");

    /// <summary>Whether it is one of our upright scales.</summary>
    public bool IsScale => Kind == "scatter" && Mode is ["lines", "text"] && json.Text("hoverinfo") == "skip";

    /// <summary>How strongly it is drawn: in our neutral colour as what its rank in the legend says.</summary>
    public Emphasis Emphasis => Color != FigureColors.Neutral ? Emphasis.Normal : json.Number("legendrank") switch
    {
        1 => Emphasis.Strong,
        3 => Emphasis.Guide,
        _ => Emphasis.Normal,
    };

    /// <summary>
    /// Our style of its colour and its dashes or symbol; without a colour of ours that of its number, as Plotly colours it.
    /// </summary>
    public int Style => Enumerable.Range(0, TraceStyle.Count).FirstOrDefault(number => IsOf(TraceStyle.Numbered(number)), index);

    /// <summary>Its values along an axis, <c>x</c> or <c>y</c>; where it has none, a value for each along the other.</summary>
    public JsonArray Values(string letter) => json[letter] as JsonArray ??
    [
        .. Enumerable.Range(0, (json[letter == "x" ? "y" : "x"] as JsonArray)?.Count ?? 0)
            .Select(i => JsonValue.Create((json.Number(letter + "0") ?? 0) + i * (json.Number("d" + letter) ?? 1))),
    ];

    private string? Color => Kind == "bar" ? Json.Part("marker").Part("line").Text("color") ?? Json.Part("marker").Text("color")
        : Json.Part("line").Text("color") ?? Json.Part("marker").Text("color");

    private bool IsOf(TraceStyle style) => style.Color.Equals(Color, StringComparison.OrdinalIgnoreCase)
        && (Kind != "scatter"
            || (Mode.Contains("lines") ? PlotlyTraces.Dash(style) == (Json.Part("line").Text("dash") ?? "solid")
                : PlotlyTraces.Symbol(style) == (Json.Part("marker").Text("symbol") ?? "circle")));
}
