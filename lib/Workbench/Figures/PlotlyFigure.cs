using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workbench.Figures;

/// <summary>Writes a figure for Plotly: the same axes, colours and legend as the SVG within a page.</summary>
internal static class PlotlyFigure
{
    /// <summary>CSS pixels for a figure unit, since Plotly does not scale texts: right for the width at which the SVG is shown.</summary>
    public const double PixelsPerUnit = 1.25;

    private const string Transparent = "rgba(0,0,0,0)";

    /// <summary>A JSON object with <c>data</c> and <c>layout</c>.</summary>
    public static string Write(Figure figure)
    {
        var layout = FigureLayout.Of(figure);
        var inLegend = layout.Legend.Select(t => t.Name).ToHashSet();
        var data = new JsonArray();
        for (var i = 0; i < layout.Panels.Length; i++)
        {
            var traces = new PlotlyTraces(layout, layout.Panels[i], XAxisOf(layout, i), AxisName("y", i));
            foreach (var trace in layout.Panels[i].Traces)
                foreach (var written in traces.Write(trace, inLegend.Remove(trace.Name)))
                    data.Add(written);
            foreach (var written in traces.WriteCovered())
                data.Add(written);
        }
        return new JsonObject { ["data"] = data, ["layout"] = Layout(layout) }.ToJsonString();
    }

    /// <summary>The ends of a panel as shares of the plotting area, from the bottom.</summary>
    public static (double Top, double Bottom) Domain(FigureLayout layout, PanelLayout panel)
    {
        var (top, bottom) = (layout.Panels[0].Top, layout.Panels[^1].Bottom);
        return ((bottom - panel.Top) / (bottom - top), (bottom - panel.Bottom) / (bottom - top));
    }

    /// <summary>The title of an axis or a colour bar.</summary>
    public static JsonObject Title(string text) => new()
    {
        ["text"] = PlotlyJson.OnPage(text),
        ["font"] = new JsonObject { ["size"] = FigureLayout.FontSize * PixelsPerUnit },
    };

    /// <summary>The buttons over a chart, on any page.</summary>
    public static JsonObject ModeBar() => new()
    {
        ["bgcolor"] = Transparent,
        ["color"] = FigureColors.Neutral,
        ["activecolor"] = FigureColors.Series[0],
    };

    /// <summary>What stands beside the pointer, on any page.</summary>
    public static JsonObject HoverLabel() => new()
    {
        ["bgcolor"] = FigureColors.Label,
        ["bordercolor"] = FigureColors.Neutral,
        ["font"] = new JsonObject { ["color"] = FigureColors.LabelText },
    };

    private static string AxisName(string axis, int panel) => panel == 0 ? axis : $"{axis}{panel + 1}";

    /// <summary>The name of the axis of a panel: the first that stands below it; a panel's own is of no other.</summary>
    private static string XAxisOf(FigureLayout layout, int panel) =>
        AxisName("x", layout.XAxes.TakeWhile(axis => layout.Panels.IndexOf(axis.Panel) < panel).Count());

    private static JsonObject Layout(FigureLayout layout)
    {
        var (first, last) = (layout.Panels[0], layout.Panels[^1]);
        var written = new JsonObject
        {
            ["title"] = new JsonObject
            {
                ["text"] = $"<b>{string.Join("<br>", layout.Title.Select(PlotlyJson.OnPage))}</b>",
                ["x"] = 0.025,
                ["xanchor"] = "left",
                ["font"] = new JsonObject { ["size"] = FigureLayout.TitleSize * PixelsPerUnit },
            },
            ["font"] = new JsonObject
            {
                ["family"] = SvgFigure.Fonts,
                ["color"] = FigureColors.Neutral,
                ["size"] = FigureLayout.FontSize * PixelsPerUnit,
            },
            ["paper_bgcolor"] = Transparent,
            ["plot_bgcolor"] = Transparent,
            ["modebar"] = ModeBar(),
            ["hoverlabel"] = HoverLabel(),
            ["autosize"] = true,
            ["height"] = layout.Height * PixelsPerUnit,
            ["hovermode"] = "closest",
            ["barmode"] = "overlay", // each bar trace has its offset
            ["margin"] = new JsonObject
            {
                ["t"] = first.Top * PixelsPerUnit,
                ["b"] = (layout.Height - last.Bottom) * PixelsPerUnit,
                ["l"] = first.Left * PixelsPerUnit,
                ["r"] = (FigureLayout.Width - first.Right) * PixelsPerUnit,
            },
            ["legend"] = new JsonObject
            {
                ["orientation"] = "h",
                ["x"] = PlotlyJson.Number((layout.LegendLeft - first.Left) / first.Width),
                // Of the text alone.
                ["entrywidth"] = PlotlyJson.Number((layout.LegendColumnWidth - FigureLayout.LegendSample - 14) * PixelsPerUnit),
                ["tracegroupgap"] = 0,
                // Small points, large ones; lines as they are.
                ["itemsizing"] = layout.Legend.Any(trace => trace is ScatterTrace) ? "constant" : "trace",
                ["yanchor"] = "top",
                ["y"] = PlotlyJson.Number(-(layout.LegendTop - last.Bottom) / (last.Bottom - first.Top)),
            },
            ["annotations"] = new JsonArray([.. layout.Panels.SelectMany(panel => panel.Panel.Traces.OfType<HeatmapTrace>().Take(1),
                (panel, heatmap) => ColorBarTitle(layout, panel, heatmap))]),
            ["shapes"] = new JsonArray([.. layout.Panels.Select(panel => Frame(layout, panel))]),
        };
        for (var i = 0; i < layout.XAxes.Length; i++)
        {
            var (below, axis) = (layout.Panels.IndexOf(layout.XAxes[i].Panel), layout.XAxes[i]);
            written[AxisName("xaxis", i)] = Axis(axis.Panel.X, axis.Ticks, AxisName("y", below), axis.IsSlanted ? -45 : 0);
        }
        for (var i = 0; i < layout.Panels.Length; i++)
        {
            var axis = Axis(layout.Panels[i].Y, layout.Panels[i].YTicks, XAxisOf(layout, i), tickAngle: 0);
            var (top, bottom) = Domain(layout, layout.Panels[i]);
            axis["domain"] = PlotlyJson.Numbers([bottom, top]);
            written[AxisName("yaxis", i)] = axis;
        }
        return written;
    }

    private static JsonObject Axis(AxisScale scale, ImmutableArray<AxisTick> ticks, string anchor, double tickAngle)
    {
        var title = Title(scale.Axis.Title);
        title["standoff"] = 6;
        var written = new JsonObject
        {
            ["title"] = title,
            ["anchor"] = anchor,
            ["range"] = PlotlyJson.Numbers(scale.Axis.Reversed ? [scale.Maximum, scale.Minimum] : [scale.Minimum, scale.Maximum], 8),
            ["tickangle"] = tickAngle,
            ["zeroline"] = false,
            ["automargin"] = true,
            ["showgrid"] = scale.Axis.Ticks.IsEmpty,
            ["ticks"] = "outside",
            ["ticklen"] = 4 * PixelsPerUnit,
            ["tickcolor"] = Transparent, // room before the texts alone
            ["gridcolor"] = PlotlyJson.Color(FigureColors.Neutral, FigureColors.GridOpacity),
        };
        WriteTicks(written, ticks, areEven: scale.Axis.Ticks.IsEmpty);
        return written;
    }

    /// <summary>Ticks at the places and with the texts of the SVG; several even ones go on where the reader moves the axis.</summary>
    public static void WriteTicks(JsonObject axis, ImmutableArray<AxisTick> ticks, bool areEven)
    {
        if (!areEven || ticks.Length < 2)
        {
            axis["tickvals"] = PlotlyJson.Numbers(ticks.Select(t => t.Position), 8);
            axis["ticktext"] = PlotlyJson.List(ticks.Select(t =>
                (t.Style is { } style ? PlotlyJson.Mark(TraceStyle.Numbered(style)) : "") + PlotlyJson.OnPage(t.Text)));
            return;
        }
        (axis["tickprefix"], axis["ticksuffix"]) = (PlotlyJson.PageStart, PlotlyJson.PageEnd);
        var decimals = ticks[0].Text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? ticks[0].Text.Length - point - 1 : 0;
        axis["tick0"] = PlotlyJson.Number(ticks[0].Position, 8);
        axis["dtick"] = PlotlyJson.Number(ticks[1].Position - ticks[0].Position, 8);
        axis["tickformat"] = FormattableString.Invariant($",.{decimals}f");
    }

    // Plotly's own line of a shared axis is drawn at the lowest panel alone.
    private static JsonObject Frame(FigureLayout layout, PanelLayout panel)
    {
        var (top, bottom) = Domain(layout, panel);
        var rest = panel.Panel.Traces.OfType<HeatmapTrace>().Any() ? FormattableString.Invariant($"L1,{top:0.####}Z") : ""; // as in the SVG
        return new()
        {
            ["type"] = "path",
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["path"] = FormattableString.Invariant($"M0,{top:0.####}L0,{bottom:0.####}L1,{bottom:0.####}{rest}"),
            ["line"] = new JsonObject { ["color"] = FigureColors.Neutral, ["width"] = PixelsPerUnit },
        };
    }

    // Plotly's own title of a colour bar would make the bar shorter.
    private static JsonObject ColorBarTitle(FigureLayout layout, PanelLayout panel, HeatmapTrace heatmap) => new JsonObject
    {
        ["text"] = PlotlyJson.OnPage(heatmap.Name),
        ["showarrow"] = false,
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["x"] = 1,
        ["y"] = PlotlyJson.Number(Domain(layout, panel).Top),
        ["xanchor"] = "right",
        ["yanchor"] = "bottom",
        ["xshift"] = (FigureLayout.ColorBarSpace - 8) * PixelsPerUnit,
        ["yshift"] = 3,
    };
}
