using System.Text;

namespace Workbench.Figures;

/// <summary>Draws the traces of one panel as SVG.</summary>
/// <param name="svg">Where to.</param>
/// <param name="panel">The panel.</param>
/// <param name="styles">How traces look, by name.</param>
internal sealed class SvgTraces(SvgWriter svg, PanelLayout panel, IReadOnlyDictionary<string, TraceStyle> styles)
{
    /// <summary>Draws a trace.</summary>
    public void Draw(Trace trace)
    {
        switch (trace)
        {
            case LineTrace line:
                DrawLine(line, styles[line.Name]);
                break;
            case ScatterTrace scatter:
                DrawScatter(scatter, styles[scatter.Name]);
                break;
            case BarTrace bars:
                DrawBars(bars, styles[bars.Name]);
                break;
            case HeatmapTrace heatmap:
                DrawHeatmap(heatmap);
                break;
            case ScaleTrace scale:
                DrawScale(scale);
                break;
            default:
                throw new InvalidOperationException($"SVG cannot draw a {trace.GetType().Name}.");
        }
    }

    /// <summary>Draws a line in a style, and its points as dots.</summary>
    public void DrawLine(LineTrace line, TraceStyle style, double dotSize = 5)
    {
        var path = new StringBuilder();
        var pen = false; // whether the pen is down: gaps lift it
        foreach (var i in Decimation.Keep(line.X, line.Y))
        {
            if (!double.IsFinite(line.X[i]) || !double.IsFinite(line.Y[i]))
            {
                pen = false;
                continue;
            }
            // "h0" gives a point alone between gaps a dot.
            path.Append(pen ? 'L' : 'M').Append(Point(line.X[i], line.Y[i])).Append(pen ? "" : "h0");
            pen = true;
        }
        svg.Open("path", [("d", path.ToString()), .. SvgFigure.Stroke(style)]);
        svg.Text("title", line.Name);
        svg.Close();
        if (line.Markers)
            DrawDots(line.Name, line.X, line.Y, style with { Points = PointShape.Circle }, dotSize);
    }

    private void DrawScatter(ScatterTrace scatter, TraceStyle style)
    {
        if (scatter.Names.Count == 0)
            DrawDots(scatter.Name, scatter.X, scatter.Y, style, scatter.Size);
        for (var i = 0; i < scatter.Names.Count; i++)
            DrawDots(scatter.Names[i], [scatter.X[i]], [scatter.Y[i]], style, scatter.Size);
    }

    // One path of dots instead of an element for each: a quarter of the bytes.
    private void DrawDots(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, TraceStyle style, double size)
    {
        var path = new StringBuilder();
        for (var i = 0; i < x.Count; i++)
            if (double.IsFinite(x[i]) && double.IsFinite(y[i]))
                path.Append(DotPath(panel.PlaceX(x[i]), panel.PlaceY(y[i]), style, size));
        svg.Open("path", [("d", path.ToString()), .. SvgFigure.Dot(style, size)]);
        svg.Text("title", name);
        svg.Close();
    }

    /// <summary>The path of a point, which <see cref="SvgFigure.Dot"/> makes a shape: a line of no length, or a triangle.</summary>
    public static string DotPath(double x, double y, TraceStyle style, double size)
    {
        var (half, height) = (size * 0.65, size * 1.15);
        return style.Points == PointShape.Triangle
            ? $"M{SvgWriter.Number(x)},{SvgWriter.Number(y - height / 2)}l{SvgWriter.Number(half)},{SvgWriter.Number(height)}"
                + $"h{SvgWriter.Number(-2 * half)}z"
            : $"M{SvgWriter.Number(x)},{SvgWriter.Number(y)}h0";
    }

    private string Point(double x, double y) => $"{SvgWriter.Number(panel.PlaceX(x))},{SvgWriter.Number(panel.PlaceY(y))}";

    private void DrawBars(BarTrace bars, TraceStyle style)
    {
        var lying = bars.Orientation == Orientation.Horizontal;
        var (offset, thickness) = panel.BarPlace(bars);
        for (var i = 0; i < bars.Values.Count; i++)
        {
            if (!double.IsFinite(bars.Values[i]))
                continue;
            var (from, to) = (i + offset - thickness / 2, i + offset + thickness / 2);
            var (x1, x2) = lying ? (panel.PlaceX(0), panel.PlaceX(bars.Values[i])) : (panel.PlaceX(from), panel.PlaceX(to));
            var (y1, y2) = lying ? (panel.PlaceY(from), panel.PlaceY(to)) : (panel.PlaceY(0), panel.PlaceY(bars.Values[i]));
            svg.Open("rect",
                [("x", Math.Min(x1, x2)), ("y", Math.Min(y1, y2)), ("width", Math.Abs(x2 - x1)), ("height", Math.Abs(y2 - y1)),
                    .. SvgFigure.Bar(bars.Styles.Count > 0 ? TraceStyle.Numbered(bars.Styles[i]) : style, bars)]);
            if (bars.Names.Count > 0)
                svg.Text("title", FormattableString.Invariant($"{bars.Names[i]}: {bars.Values[i]:0.####}"));
            svg.Close();
            if (bars.Intervals.Count > 0)
                DrawWhisker(bars, i, i + offset, lying);
        }
    }

    /// <summary>Writes the labels of bars, which may be wider than the room that is left in the plotting area.</summary>
    public void Label(BarTrace bars)
    {
        for (var i = 0; i < bars.Labels.Count; i++)
            if (double.IsFinite(bars.Values[i]))
                DrawLabel(bars, i, i + panel.BarPlace(bars).Offset, bars.Orientation == Orientation.Horizontal);
    }

    private void DrawWhisker(BarTrace bars, int index, double at, bool lying)
    {
        var (low, high) = bars.Intervals[index];
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return;
        var path = lying
            ? $"M{Point(low, at)}L{Point(high, at)}M{Point(low, at)}m0-3v6M{Point(high, at)}m0-3v6"
            : $"M{Point(at, low)}L{Point(at, high)}M{Point(at, low)}m-3,0h6M{Point(at, high)}m-3,0h6";
        svg.Element("path", [("d", path), .. SvgFigure.Stroke(TraceStyle.Thin)]);
    }

    private void DrawLabel(BarTrace bars, int index, double at, bool lying)
    {
        var end = bars.EndOf(index);
        if (lying)
            svg.Text("text", bars.Labels[index], ("x", panel.PlaceX(end) + 5), ("y", panel.PlaceY(at) + FigureLayout.FontSize * 0.35));
        else
            svg.Text("text", bars.Labels[index], ("x", panel.PlaceX(at)), ("y", panel.PlaceY(end) - 5), ("text-anchor", "middle"));
    }

    private void DrawScale(ScaleTrace scale)
    {
        svg.Open("path",
            [("d", $"M{Point(scale.X, panel.Y.Minimum)}L{Point(scale.X, panel.Y.Maximum)}"), .. SvgFigure.Stroke(TraceStyle.Thin)]);
        svg.Text("title", scale.Name);
        svg.Close();
        foreach (var tick in scale.TicksOn(panel))
            // Lines cross them.
            svg.Text("text", tick.Text, ("x", panel.PlaceX(scale.X) + 5),
                ("y", panel.PlaceY(tick.Position) + FigureLayout.FontSize * 0.35), ("font-weight", "600"));
    }

    private void DrawHeatmap(HeatmapTrace heatmap)
    {
        var (left, right) = (panel.PlaceX(heatmap.X.From), panel.PlaceX(heatmap.X.To));
        var (bottom, top) = (panel.PlaceY(heatmap.Y.From), panel.PlaceY(heatmap.Y.To));
        var png = HeatmapImage.Encode(heatmap, flip: bottom < top);
        var coarse = heatmap.Values.GetLength(0) < panel.Height / 4 || heatmap.Values.GetLength(1) < panel.Width / 4;
        svg.Open("image",
            ("x", Math.Min(left, right)), ("y", Math.Min(top, bottom)), ("width", Math.Abs(right - left)),
            ("height", Math.Abs(bottom - top)),
            ("preserveAspectRatio", "none"),
            // Cells that can be seen have sharp edges.
            ("style", coarse ? "image-rendering:pixelated" : null),
            ("href", "data:image/png;base64," + Convert.ToBase64String(png)));
        svg.Text("title", heatmap.Name);
        svg.Close();
        if (heatmap.Labels is { } labels)
            DrawCellLabels(heatmap, labels);
    }

    private void DrawCellLabels(HeatmapTrace heatmap, string[,] labels)
    {
        var (rows, columns) = (labels.GetLength(0), labels.GetLength(1));
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                if (labels[row, column].Length == 0)
                    continue;
                var x = heatmap.X.From + (column + 0.5) * (heatmap.X.To - heatmap.X.From) / columns;
                var y = heatmap.Y.From + (row + 0.5) * (heatmap.Y.To - heatmap.Y.From) / rows;
                svg.Text("text", labels[row, column], ("x", panel.PlaceX(x)), ("y", panel.PlaceY(y) + FigureLayout.FontSize * 0.35),
                    ("text-anchor", "middle"), ("fill", heatmap.TextColor(row, column)));
            }
    }
}
