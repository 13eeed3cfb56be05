using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>
/// Gives a chart that says nothing of its colours the page's ground, light or dark, and colours that can be read on both: those of our own
/// figures. A chart with a ground of its own, as Plotly.NET's default template has, is a card that stays as it is.
/// </summary>
internal static class PageTheme
{
    private const string Transparent = "rgba(0,0,0,0)";

    /// <summary>The chart for the page, as <c>data</c> and <c>layout</c>.</summary>
    public static string Write(ChartJson chart)
    {
        var layout = chart.Layout.DeepClone().AsObject();
        var traces = chart.Traces.Select(trace => trace.DeepClone().AsObject()).ToList();
        if ((layout["paper_bgcolor"] ?? layout.Part("template").Part("layout")?["paper_bgcolor"]) is not { } ground
            || ground.AsText() == Transparent)
        {
            Apply(layout);
            foreach (var (i, trace) in traces.Index())
                TraceTheme.Apply(trace, TraceStyle.Numbered(i));
        }
        return new JsonObject { ["data"] = new JsonArray([.. traces]), ["layout"] = layout }.ToJsonString();
    }

    private static void Apply(JsonObject layout)
    {
        Default(layout, new()
        {
            ["paper_bgcolor"] = Transparent,
            ["plot_bgcolor"] = Transparent,
            ["font"] = new JsonObject { ["color"] = FigureColors.Neutral, ["family"] = SvgFigure.Fonts },
            ["colorway"] = PlotlyJson.List(FigureColors.Series),
            ["modebar"] = PlotlyFigure.ModeBar(),
            ["hoverlabel"] = PlotlyFigure.HoverLabel(),
            ["xaxis"] = new JsonObject(),
            ["yaxis"] = new JsonObject(),
        });
        var grid = PlotlyJson.Color(FigureColors.Neutral, FigureColors.GridOpacity);
        foreach (var (name, part) in layout)
        {
            if (!name.Contains("axis", StringComparison.Ordinal) || part is not JsonObject axis)
                continue;
            Default(axis, new() { ["gridcolor"] = grid, ["zerolinecolor"] = grid, ["linecolor"] = FigureColors.Neutral });
            OnPage(axis.Part("title"));
        }
        OnPage(layout.Part("title"));
        foreach (var note in layout.Parts("annotations"))
            OnPage(note);
    }

    /// <summary>Adds what is not said.</summary>
    public static void Default(JsonObject part, JsonObject values)
    {
        foreach (var (name, value) in values)
            if (part[name] is null)
                part[name] = value!.DeepClone();
            else if (part[name] is JsonObject inner && value is JsonObject defaults)
                Default(inner, defaults);
    }

    /// <summary>Writes a text in the page's colour, unless it has its own.</summary>
    private static void OnPage(JsonObject? titled)
    {
        if (titled.Text("text") is { Length: > 0 } text && !text.Contains(PlotlyJson.PageStart, StringComparison.Ordinal)
            && titled.Part("font")?["color"] is null && titled!["bgcolor"] is null)
            titled["text"] = PlotlyJson.PageStart + text + PlotlyJson.PageEnd;
    }
}
