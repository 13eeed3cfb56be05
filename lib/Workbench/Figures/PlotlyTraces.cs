using System.Text.Json.Nodes;

namespace Workbench.Figures;

/// <summary>Writes the traces of one panel for Plotly.</summary>
/// <param name="layout">The whole figure.</param>
/// <param name="panel">The panel.</param>
/// <param name="xAxis">Plotly's name of its horizontal axis.</param>
/// <param name="yAxis">Plotly's name of its vertical axis.</param>
internal sealed class PlotlyTraces(FigureLayout layout, PanelLayout panel, string xAxis, string yAxis)
{
    /// <summary>One of Plotly's traces for each of ours, and one more for the labels of bars.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="inLegend">Whether the legend names it here.</param>
    public IEnumerable<JsonObject> Write(Trace trace, bool inLegend)
    {
        var written = trace switch
        {
            LineTrace line => Line(line, layout.Styles[line.Name]),
            ScatterTrace scatter => Scatter(scatter),
            BarTrace bars => Bars(bars),
            HeatmapTrace heatmap => Heatmap(heatmap),
            ScaleTrace scale => Scale(scale),
            _ => throw new InvalidOperationException($"Plotly cannot draw a {trace.GetType().Name}."),
        };
        written["name"] = trace.Emphasis == Emphasis.Strong ? $"<b>{PlotlyJson.OnPage(trace.Name)}</b>" : PlotlyJson.OnPage(trace.Name);
        written["yaxis"] = yAxis;
        written["showlegend"] = inLegend;
        written["legendgroup"] = trace.Name;
        written["legendrank"] = FigureLayout.LegendRank(trace);
        yield return OnXAxis(written);
        if (trace is BarTrace { Labels.Count: > 0 } labelled)
            yield return OnXAxis(BarLabels(labelled));
        if (trace is HeatmapTrace { Labels: { } labels } cells)
            yield return OnXAxis(CellLabels(cells, labels));
    }

    /// <summary>The lines that others cover, once more.</summary>
    public IEnumerable<JsonObject> WriteCovered()
    {
        foreach (var (line, style) in CoveredLines.Of(panel, layout.Styles))
        {
            var written = Line(line, style, dotSize: 3);
            written["yaxis"] = yAxis;
            written["showlegend"] = false;
            written["legendgroup"] = line.Name;
            yield return OnXAxis(written);
        }
    }

    /// <summary>What says nothing is on the first one.</summary>
    private JsonObject OnXAxis(JsonObject written)
    {
        if (xAxis != "x")
            written["xaxis"] = xAxis;
        return written;
    }

    /// <summary>Plotly's word for the dashes of a style.</summary>
    public static string Dash(TraceStyle style) => style.Dash.Length == 0 ? "solid" : string.Join(',', style.Dash.Select(d => $"{d}px"));

    /// <summary>Plotly's word for the points of a style.</summary>
    public static string Symbol(TraceStyle style) => style.Points switch
    {
        PointShape.Square => "square",
        PointShape.Triangle => "triangle-up",
        _ => "circle",
    };

    /// <summary>A colour map as Plotly reads it.</summary>
    public static JsonArray Scale(ColorMap colors) =>
        [.. colors.Stops.Select(stop => new JsonArray(PlotlyJson.Number(stop.Position), stop.Color))];

    private JsonObject Line(LineTrace line, TraceStyle style, double dotSize = 6)
    {
        var kept = Decimation.Keep(line.X, line.Y);
        return new()
        {
            ["type"] = "scatter",
            ["mode"] = line.Markers ? "lines+markers" : "lines",
            ["x"] = PlotlyJson.Numbers(kept.Select(i => line.X[i])),
            ["y"] = PlotlyJson.Numbers(kept.Select(i => line.Y[i])),
            ["line"] = new JsonObject
            {
                ["color"] = style.Color,
                ["width"] = style.Width * PlotlyFigure.PixelsPerUnit,
                ["dash"] = Dash(style),
            },
            ["marker"] = new JsonObject { ["color"] = style.Color, ["size"] = dotSize },
            ["hovertemplate"] = PlotlyJson.OnLabel($"{TemplateText(line.Name)}<br>{Values}"),
        };
    }

    private JsonObject Scatter(ScatterTrace scatter)
    {
        var style = layout.Styles[scatter.Name];
        var written = new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "markers",
            ["x"] = PlotlyJson.Numbers(scatter.X),
            ["y"] = PlotlyJson.Numbers(scatter.Y),
            ["marker"] = new JsonObject
            {
                ["color"] = style.Color,
                ["size"] = scatter.Size * PlotlyFigure.PixelsPerUnit,
                ["symbol"] = Symbol(style),
            },
            ["hovertemplate"] = PlotlyJson.OnLabel($"{TemplateText(scatter.Name)}<br>{Values}"),
        };
        if (scatter.Names.Count > 0)
        {
            written["customdata"] = PlotlyJson.List(scatter.Names.Select(PlotlyJson.Text));
            written["hovertemplate"] = PlotlyJson.OnLabel("%{customdata}");
        }
        return written;
    }

    private JsonObject Bars(BarTrace bars)
    {
        var lying = bars.Orientation == Orientation.Horizontal;
        var (offset, thickness) = panel.BarPlace(bars);
        IReadOnlyList<string> colors = bars.Styles.Count > 0
            ? [.. bars.Styles.Select(style => TraceStyle.Numbered(style).Color)] : [layout.Styles[bars.Name].Color];
        JsonNode Paint(double opacity) => colors.Count == 1
            ? PlotlyJson.Color(colors[0], opacity) : PlotlyJson.List(colors.Select(color => PlotlyJson.Color(color, opacity)));
        var categories = (lying ? panel.Y : panel.X).Axis.Ticks.ToDictionary(t => t.Position, t => t.Text);
        var positions = Enumerable.Range(0, bars.Values.Count).Select(i => (double)i).ToList();
        var written = new JsonObject
        {
            ["type"] = "bar",
            ["orientation"] = lying ? "h" : "v",
            [lying ? "y" : "x"] = PlotlyJson.Numbers(positions),
            [lying ? "x" : "y"] = PlotlyJson.Numbers(bars.Values),
            ["offset"] = PlotlyJson.Number(offset - thickness / 2),
            ["width"] = PlotlyJson.Number(thickness),
            ["marker"] = new JsonObject
            {
                ["color"] = Paint(FigureColors.FillOpacity(bars)),
                ["line"] = new JsonObject { ["color"] = Paint(1), ["width"] = PlotlyFigure.PixelsPerUnit },
            },
            // Without it the pointer would show a category's position, not its name.
            ["customdata"] = PlotlyJson.List(
                (bars.Names.Count > 0 ? bars.Names : positions.Select(p => categories.GetValueOrDefault(p, ""))).Select(PlotlyJson.Text)),
            ["hovertemplate"] = PlotlyJson.OnLabel("%{customdata}: " + (lying ? Value("x", panel.X) : Value("y", panel.Y))),
        };
        if (bars.Intervals.Count > 0)
            written[lying ? "error_x" : "error_y"] = new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["color"] = TraceStyle.Thin.Color,
                ["thickness"] = TraceStyle.Thin.Width * PlotlyFigure.PixelsPerUnit,
                ["array"] = PlotlyJson.Numbers(bars.Intervals.Select((interval, i) => interval.High - bars.Values[i])),
                ["arrayminus"] = PlotlyJson.Numbers(bars.Intervals.Select((interval, i) => bars.Values[i] - interval.Low)),
            };
        return written;
    }

    // Plotly would write a bar's own text across its whisker; texts of a trace of their own start beyond it, as in the SVG.
    private JsonObject BarLabels(BarTrace bars)
    {
        var lying = bars.Orientation == Orientation.Horizontal;
        var (offset, _) = panel.BarPlace(bars);
        return new()
        {
            ["type"] = "scatter",
            ["mode"] = "text",
            ["yaxis"] = yAxis,
            ["showlegend"] = false,
            ["legendgroup"] = bars.Name,
            ["hoverinfo"] = "skip",
            ["cliponaxis"] = false,
            ["textposition"] = lying ? "middle right" : "top center",
            // A space from the bar.
            ["text"] = PlotlyJson.List(bars.Labels.Select(label => PlotlyJson.OnPage(lying ? "\u00A0" + label : label))),
            [lying ? "y" : "x"] = PlotlyJson.Numbers(bars.Values.Select((value, i) => i + offset)),
            [lying ? "x" : "y"] = PlotlyJson.Numbers(bars.Values.Select((value, i) => bars.EndOf(i))),
        };
    }

    private JsonObject Scale(ScaleTrace scale)
    {
        var ticks = scale.TicksOn(panel);
        return new()
        {
            ["type"] = "scatter",
            ["mode"] = "lines+text",
            ["x"] = PlotlyJson.Numbers(Enumerable.Repeat(scale.X, ticks.Length + 2)),
            ["y"] = PlotlyJson.Numbers([panel.Y.Minimum, .. ticks.Select(t => t.Position), panel.Y.Maximum]),
            // A space from the line.
            ["text"] = PlotlyJson.List(["", .. ticks.Select(t => $"<b>{PlotlyJson.OnPage("\u00A0" + t.Text)}</b>"), ""]),
            ["textposition"] = "middle right",
            ["cliponaxis"] = false,
            ["hoverinfo"] = "skip",
            ["line"] = new JsonObject { ["color"] = TraceStyle.Thin.Color, ["width"] = TraceStyle.Thin.Width * PlotlyFigure.PixelsPerUnit },
        };
    }

    private JsonObject Heatmap(HeatmapTrace heatmap)
    {
        var values = HeatmapImage.Shrink(heatmap.Values);
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var (dx, dy) = ((heatmap.X.To - heatmap.X.From) / columns, (heatmap.Y.To - heatmap.Y.From) / rows);
        var (top, bottom) = PlotlyFigure.Domain(layout, panel);
        var written = new JsonObject
        {
            ["type"] = "heatmap",
            ["x0"] = heatmap.X.From + dx / 2,
            ["dx"] = dx,
            ["y0"] = heatmap.Y.From + dy / 2,
            ["dy"] = dy,
            ["z"] = new JsonArray([.. Enumerable.Range(0, rows)
                .Select(row => PlotlyJson.Numbers(Enumerable.Range(0, columns).Select(column => values[row, column]), 3))]),
            ["zmin"] = heatmap.Range.Low,
            ["zmax"] = heatmap.Range.High,
            ["colorscale"] = Scale(heatmap.Colors),
            ["colorbar"] = new JsonObject
            {
                ["len"] = PlotlyJson.Number(top - bottom),
                ["y"] = PlotlyJson.Number((top + bottom) / 2),
                ["thickness"] = FigureLayout.ColorBarWidth * PlotlyFigure.PixelsPerUnit,
                ["x"] = 1,
                ["xpad"] = FigureLayout.ColorBarWidth * PlotlyFigure.PixelsPerUnit,
                ["ypad"] = 0,
                ["outlinecolor"] = FigureColors.Neutral,
                ["outlinewidth"] = PlotlyFigure.PixelsPerUnit,
            },
            ["hovertemplate"] = PlotlyJson.OnLabel($"{Values}<br>{TemplateText(heatmap.Name)}: %{{z}}"),
        };
        PlotlyFigure.WriteTicks(written["colorbar"]!.AsObject(), panel.ColorTicks(heatmap), areEven: true);
        return written;
    }

    // Plotly's own texts of cells have colours of its own choice.
    private JsonObject CellLabels(HeatmapTrace heatmap, string[,] labels)
    {
        var (rows, columns) = (labels.GetLength(0), labels.GetLength(1));
        (int Row, int Column)[] cells = [.. Enumerable.Range(0, rows)
            .SelectMany(row => Enumerable.Range(0, columns), (row, column) => (row, column))
            .Where(cell => labels[cell.row, cell.column].Length > 0)];
        return new()
        {
            ["type"] = "scatter",
            ["mode"] = "text",
            ["yaxis"] = yAxis,
            ["showlegend"] = false,
            ["hoverinfo"] = "skip",
            ["x"] = PlotlyJson.Numbers(
                cells.Select(cell => heatmap.X.From + (cell.Column + 0.5) * (heatmap.X.To - heatmap.X.From) / columns)),
            ["y"] = PlotlyJson.Numbers(cells.Select(cell => heatmap.Y.From + (cell.Row + 0.5) * (heatmap.Y.To - heatmap.Y.From) / rows)),
            ["text"] = PlotlyJson.List(
                cells.Select(cell => heatmap.TextColor(cell.Row, cell.Column) is null
                    ? PlotlyJson.OnPage(labels[cell.Row, cell.Column])
                    : PlotlyJson.Text(labels[cell.Row, cell.Column]))),
            ["textfont"] = new JsonObject
            {
                ["color"] = PlotlyJson.List(cells.Select(cell => heatmap.TextColor(cell.Row, cell.Column) ?? FigureColors.Neutral)),
            },
        };
    }

    private string Values => $"{Value("x", panel.X)}, {Value("y", panel.Y)}";

    // Names of categories as they are; numbers to five digits, as they are written.
    private static string Value(string letter, AxisScale scale) => scale.Axis.Ticks.IsEmpty ? $"%{{{letter}:,.5~r}}" : $"%{{{letter}}}";

    private static string TemplateText(string text) => PlotlyJson.Text(text).Replace("%", "&#37;", StringComparison.Ordinal);
}
