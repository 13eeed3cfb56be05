using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>The part of <see cref="PageTheme"/> that traces have.</summary>
internal static class TraceTheme
{
    /// <summary>Gives a trace what it does not say.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="style">The style of its number.</param>
    public static void Apply(JsonObject trace, TraceStyle style)
    {
        var kind = ChartJson.KindOf(trace);
        if (kind == "heatmap" && trace["coloraxis"] is null)
            PageTheme.Default(trace, new() { ["colorscale"] = PlotlyTraces.Scale(ColorMap.Viridis) });
        if (kind == "scatter" && trace.Part("line")?["color"] is null && trace.Part("marker")?["color"] is null)
        {
            // Colours come again after the sixth.
            if (style.Dash.Length > 0)
                PageTheme.Default(trace, new() { ["line"] = new JsonObject { ["dash"] = PlotlyTraces.Dash(style) } });
            if (style.Points != PointShape.Circle)
                PageTheme.Default(trace, new() { ["marker"] = new JsonObject { ["symbol"] = PlotlyTraces.Symbol(style) } });
        }
        if (trace["hovertemplate"] is not null || trace["hoverinfo"] is not null || !PlotlyTrace.OwnKinds.Contains(kind))
            return;
        // Ticks in the page's colour, as ours are, come with the values onto the label, whose ground is another.
        var name = trace.Text("name") is { Length: > 0 } given ? given.Replace("%", "&#37;", StringComparison.Ordinal) + "<br>" : "";
        var text = trace["text"] is null ? "" : "%{text}<br>";
        trace["hovertemplate"] = PlotlyJson.OnLabel($"{name}{text}{Value("x")}, {Value("y")}{(kind == "heatmap" ? ": %{z}" : "")}");
        if (name.Length > 0 && !name.Contains(PlotlyJson.PageStart, StringComparison.Ordinal))
            trace["name"] = PlotlyJson.PageStart + trace.Text("name") + PlotlyJson.PageEnd;

        // Numbers to five digits: the format of the ticks is for ticks.
        string Value(string letter) => kind is "scatter" or "bar" && PlotlyValues.Numbers(trace[letter]) is not null
            ? $"%{{{letter}:,.5~r}}" : $"%{{{letter}}}";
    }
}
