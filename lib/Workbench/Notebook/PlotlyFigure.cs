using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workbench.Notebook;

/// <summary>Writes a figure for Plotly (plotly.js 1.58 and later): the same axes, colours and legend as the SVG.</summary>
internal static class PlotlyFigure
{
    private const double PixelsPerUnit = 1.25;

    /// <summary>A JSON object with <c>data</c> and <c>layout</c>.</summary>
    public static string Write(Figure figure)
    {
        var layout = FigureLayout.Of(figure);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            var inLegend = layout.Legend.Select(t => t.Name).ToHashSet();
            for (var i = 0; i < layout.Panels.Length; i++)
                foreach (var trace in layout.Panels[i].Traces)
                    WriteTrace(json, trace, layout, layout.Panels[i], AxisName("y", i), inLegend.Remove(trace.Name));
            json.WriteEndArray();
            WriteLayout(json, layout);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string AxisName(string axis, int panel) => panel == 0 ? axis : $"{axis}{panel + 1}";

    private static void WriteTrace(Utf8JsonWriter json, Trace trace, FigureLayout layout, PanelLayout panel, string axis, bool inLegend)
    {
        json.WriteStartObject();
        json.WriteString("name", Text(trace.Name));
        json.WriteString("yaxis", axis);
        json.WriteBoolean("showlegend", inLegend);
        json.WriteString("legendgroup", trace.Name);
        json.WriteNumber("legendrank", FigureLayout.LegendRank(trace));
        switch (trace)
        {
            case LineTrace line:
                WriteLine(json, line, layout.Styles[trace.Name]);
                break;
            case ScatterTrace scatter:
                json.WriteString("type", "scatter");
                json.WriteString("mode", "markers");
                WriteNumbers(json, "x", scatter.X, 5);
                WriteNumbers(json, "y", scatter.Y, 5);
                WriteMarker(json, layout.Styles[trace.Name], size: 6);
                break;
            case BarTrace bars:
                WriteBars(json, bars, layout.Styles[trace.Name], panel);
                break;
            case HeatmapTrace heatmap:
                WriteHeatmap(json, heatmap, layout, panel);
                break;
            default:
                throw new InvalidOperationException($"Plotly cannot draw a {trace.GetType().Name}.");
        }
        json.WriteEndObject();
        if (trace is BarTrace { Labels.Count: > 0 } labelled)
            WriteBarLabels(json, labelled, panel, axis);
    }

    private static void WriteLine(Utf8JsonWriter json, LineTrace line, TraceStyle style)
    {
        var kept = Decimation.Keep(line.X, line.Y);
        json.WriteString("type", "scatter");
        json.WriteString("mode", line.Markers ? "lines+markers" : "lines");
        WriteNumbers(json, "x", [.. kept.Select(i => line.X[i])], 5);
        WriteNumbers(json, "y", [.. kept.Select(i => line.Y[i])], 5);
        json.WriteStartObject("line");
        json.WriteString("color", style.Color);
        json.WriteNumber("width", style.Width * PixelsPerUnit);
        json.WriteString("dash", style.Dash.Length == 0 ? "solid" : string.Join(',', style.Dash.Select(d => $"{d}px")));
        json.WriteEndObject();
        if (line.Markers)
            WriteMarker(json, style, size: 6);
    }

    private static void WriteMarker(Utf8JsonWriter json, TraceStyle style, double size)
    {
        json.WriteStartObject("marker");
        json.WriteString("color", style.Color);
        json.WriteNumber("size", size);
        json.WriteEndObject();
    }

    private static void WriteBars(Utf8JsonWriter json, BarTrace bars, TraceStyle style, PanelLayout panel)
    {
        var lying = bars.Orientation == Orientation.Horizontal;
        var (offset, thickness) = panel.BarPlace(bars);
        var categories = (lying ? panel.Y : panel.X).Axis.Ticks.ToDictionary(t => t.Position, t => t.Text);
        double[] positions = [.. Enumerable.Range(0, bars.Values.Count)];
        json.WriteString("type", "bar");
        json.WriteString("orientation", lying ? "h" : "v");
        WriteNumbers(json, lying ? "y" : "x", positions, 5);
        WriteNumbers(json, lying ? "x" : "y", bars.Values, 5);
        json.WriteNumber("offset", offset - thickness / 2);
        json.WriteNumber("width", thickness);
        json.WriteStartObject("marker");
        json.WriteString("color", style.Color);
        json.WriteEndObject();
        // Without it the pointer would show a category's position, not its name.
        WriteTexts(json, "customdata", [.. positions.Select(p => categories.GetValueOrDefault(p, ""))]);
        json.WriteString("hovertemplate", lying ? "%{customdata}: %{x}" : "%{customdata}: %{y}");
        if (bars.Intervals.Count > 0)
        {
            json.WriteStartObject(lying ? "error_x" : "error_y");
            json.WriteString("type", "data");
            json.WriteBoolean("symmetric", false);
            json.WriteString("color", "#24292F");
            WriteNumbers(json, "array", [.. bars.Intervals.Select((interval, i) => interval.High - bars.Values[i])], 5);
            WriteNumbers(json, "arrayminus", [.. bars.Intervals.Select((interval, i) => bars.Values[i] - interval.Low)], 5);
            json.WriteEndObject();
        }
    }

    // Plotly would write a bar's own text across its whisker; texts of a trace of their own start beyond it, as in the SVG.
    private static void WriteBarLabels(Utf8JsonWriter json, BarTrace bars, PanelLayout panel, string axis)
    {
        var lying = bars.Orientation == Orientation.Horizontal;
        var (offset, _) = panel.BarPlace(bars);
        json.WriteStartObject();
        json.WriteString("type", "scatter");
        json.WriteString("mode", "text");
        json.WriteString("yaxis", axis);
        json.WriteBoolean("showlegend", false);
        json.WriteString("legendgroup", bars.Name);
        json.WriteString("hoverinfo", "skip");
        json.WriteBoolean("cliponaxis", false);
        json.WriteString("textposition", lying ? "middle right" : "top center");
        WriteTexts(json, "text", [.. bars.Labels.Select(label => lying ? "\u00A0" + label : label)]); // a space from the bar
        WriteNumbers(json, lying ? "y" : "x", [.. bars.Values.Select((value, i) => i + offset)], 5);
        WriteNumbers(json, lying ? "x" : "y", [.. bars.Values.Select((value, i) => bars.EndOf(i))], 5);
        json.WriteEndObject();
    }

    private static void WriteHeatmap(Utf8JsonWriter json, HeatmapTrace heatmap, FigureLayout layout, PanelLayout panel)
    {
        var values = HeatmapImage.Shrink(heatmap.Values);
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        json.WriteString("type", "heatmap");
        json.WriteNumber("x0", heatmap.X.From + (heatmap.X.To - heatmap.X.From) / columns / 2);
        json.WriteNumber("dx", (heatmap.X.To - heatmap.X.From) / columns);
        json.WriteNumber("y0", heatmap.Y.From + (heatmap.Y.To - heatmap.Y.From) / rows / 2);
        json.WriteNumber("dy", (heatmap.Y.To - heatmap.Y.From) / rows);
        json.WriteStartArray("z");
        for (var row = 0; row < rows; row++)
        {
            json.WriteStartArray();
            for (var column = 0; column < columns; column++)
                WriteNumber(json, values[row, column], 3);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteNumber("zmin", heatmap.Range.Low);
        json.WriteNumber("zmax", heatmap.Range.High);
        json.WriteStartArray("colorscale");
        foreach (var (position, color) in heatmap.Colors.Stops)
        {
            json.WriteStartArray();
            WriteNumber(json, position, 5);
            json.WriteStringValue(color);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        var (top, bottom) = Domain(layout, panel);
        json.WriteStartObject("colorbar");
        json.WriteStartObject("title");
        json.WriteString("text", Text(heatmap.Name));
        json.WriteStartObject("font");
        json.WriteNumber("size", FigureLayout.FontSize * PixelsPerUnit);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteNumber("len", top - bottom);
        json.WriteNumber("y", (top + bottom) / 2);
        json.WriteNumber("thickness", 14);
        json.WriteEndObject();
    }

    private static (double Top, double Bottom) Domain(FigureLayout layout, PanelLayout panel)
    {
        var (top, bottom) = (layout.Panels[0].Top, layout.Panels[^1].Bottom);
        return ((bottom - panel.Top) / (bottom - top), (bottom - panel.Bottom) / (bottom - top));
    }

    private static void WriteLayout(Utf8JsonWriter json, FigureLayout layout)
    {
        json.WriteStartObject("layout");
        json.WriteStartObject("title");
        json.WriteString("text", $"<b>{string.Join("<br>", layout.Title.Select(Text))}</b>");
        json.WriteNumber("x", 12 / FigureLayout.Width);
        json.WriteString("xanchor", "left");
        json.WriteStartObject("font");
        json.WriteNumber("size", FigureLayout.TitleSize * PixelsPerUnit);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("font");
        json.WriteString("color", "#24292F");
        json.WriteNumber("size", FigureLayout.FontSize * PixelsPerUnit);
        json.WriteEndObject();
        json.WriteString("paper_bgcolor", "#FFFFFF");
        json.WriteString("plot_bgcolor", "#FFFFFF");
        json.WriteBoolean("autosize", true);
        json.WriteNumber("height", layout.Height * PixelsPerUnit);
        json.WriteString("hovermode", "closest");
        json.WriteString("barmode", "overlay"); // each bar trace has its offset
        json.WriteStartObject("margin");
        json.WriteNumber("t", layout.Panels[0].Top * PixelsPerUnit);
        json.WriteNumber("b", (layout.Height - layout.Panels[^1].Bottom) * PixelsPerUnit);
        json.WriteNumber("r", (FigureLayout.Width - layout.Panels[0].Right) * PixelsPerUnit);
        json.WriteNumber("l", layout.Panels[0].Left * PixelsPerUnit);
        json.WriteEndObject();
        json.WriteStartObject("legend");
        json.WriteString("orientation", "h");
        json.WriteString("yanchor", "top");
        json.WriteNumber("y", -(layout.LegendTop - layout.Panels[^1].Bottom) / (layout.Panels[^1].Bottom - layout.Panels[0].Top));
        json.WriteEndObject();
        WriteAxis(json, "xaxis", layout.Panels[0].X, layout.XTicks, AxisName("y", layout.Panels.Length - 1), layout.XTicksSlant ? -45 : 0);
        for (var i = 0; i < layout.Panels.Length; i++)
            WriteAxis(json, AxisName("yaxis", i), layout.Panels[i].Y, layout.Panels[i].YTicks, "x", tickAngle: 0, Domain(layout, layout.Panels[i]));
        json.WriteEndObject();
    }

    private static void WriteAxis(Utf8JsonWriter json, string name, AxisScale scale, ImmutableArray<AxisTick> ticks, string anchor, double tickAngle, (double Top, double Bottom)? domain = null)
    {
        json.WriteStartObject(name);
        json.WriteStartObject("title");
        json.WriteString("text", Text(scale.Axis.Title));
        json.WriteNumber("standoff", 6);
        json.WriteStartObject("font");
        json.WriteNumber("size", FigureLayout.FontSize * PixelsPerUnit);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("anchor", anchor);
        WriteNumbers(json, "range", scale.Axis.Reversed ? [scale.Maximum, scale.Minimum] : [scale.Minimum, scale.Maximum], 8);
        if (domain is { } share)
            WriteNumbers(json, "domain", [share.Bottom, share.Top], 5);
        json.WriteNumber("tickangle", tickAngle);
        json.WriteBoolean("zeroline", false);
        json.WriteBoolean("automargin", true);
        json.WriteBoolean("separatethousands", true);
        json.WriteString("gridcolor", "#E4E7EB");
        json.WriteString("linecolor", "#8C959F");
        json.WriteBoolean("showgrid", scale.Axis.Ticks.IsEmpty);
        if (!scale.Axis.Ticks.IsEmpty)
        {
            WriteNumbers(json, "tickvals", [.. ticks.Select(t => t.Position)], 8);
            WriteTexts(json, "ticktext", [.. ticks.Select(t => t.Text)]);
        }
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(Text(text));
        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<double> values, int digits)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            WriteNumber(json, value, digits);
        json.WriteEndArray();
    }

    /// <summary>A number of so many significant digits; NaN and infinity become null, Plotly's gap.</summary>
    private static void WriteNumber(Utf8JsonWriter json, double value, int digits)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(double.Parse(value.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        else
            json.WriteNullValue();
    }

    // Plotly reads texts as a little HTML, and as TeX between dollars.
    private static string Text(string text) => FigureText.Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("$", "&#36;", StringComparison.Ordinal);
}
