using System.Globalization;
using System.Text;

namespace Workbench.Figures;

/// <summary>
/// Writes a figure as SVG. Within a page it has the page's ground and text; as a file of its own it is a card, light or dark as the
/// reader prefers. Both are said by a style sheet; what knows no style sheets shows a light card.
/// </summary>
internal sealed class SvgFigure
{
    /// <summary>What texts are written in, the first font that there is.</summary>
    public const string Fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    private const double DisplayWidth = 600;
    /// <summary>The style sheet of what lies on a page or is a file of its own.</summary>
    public static readonly string PageColors =
        ".workbench-figure:not(:root) .wb-card{fill:none}" +
        ".workbench-figure:not(:root) .wb-text{fill:currentColor}" +
        "@media (prefers-color-scheme: dark){" +
        $".workbench-figure:root .wb-card{{fill:{FigureColors.DarkCard.Ground}}}" +
        $".workbench-figure:root .wb-text{{fill:{FigureColors.DarkCard.Text}}}}}";

    private readonly Figure figure;
    private readonly FigureLayout layout;
    private readonly SvgWriter svg;

    private SvgFigure(Figure figure, SvgWriter svg) => (this.figure, layout, this.svg) = (figure, FigureLayout.Of(figure), svg);

    /// <summary>The whole SVG element.</summary>
    public static string Write(Figure figure)
    {
        using var svg = new SvgWriter();
        new SvgFigure(figure, svg).Write();
        return svg.ToString();
    }

    /// <summary>The attributes of points, whose paths are <see cref="SvgTraces.DotPath"/>.</summary>
    public static (string, object?)[] Dot(TraceStyle style, double size) => style.Points switch
    {
        PointShape.Triangle => [("fill", style.Color)],
        var points => [.. Stroke(style with { Width = size, Dash = [] })
            .Select(a => a.Item1 == "stroke-linecap" && points == PointShape.Square ? (a.Item1, "square") : a)],
    };

    /// <summary>The attributes of a line.</summary>
    public static (string, object?)[] Stroke(TraceStyle style) =>
    [
        ("fill", "none"), ("stroke", style.Color), ("stroke-width", FormattableString.Invariant($"{style.Width}")),
        ("stroke-dasharray", style.Dash.Length == 0 ? null : string.Join(' ', style.Dash)),
        // Round ends would close the gaps of a dotted line.
        ("stroke-linecap", style.Dash.Length == 0 ? "round" : null), ("stroke-linejoin", "round"),
    ];

    /// <summary>The attributes of a bar.</summary>
    public static (string, object?)[] Bar(TraceStyle style, BarTrace bars) =>
        [("fill", style.Color), ("fill-opacity", Opacity(FigureColors.FillOpacity(bars))), ("stroke", style.Color)];

    private static string? Opacity(double opacity) => opacity == 1 ? null : FormattableString.Invariant($"{opacity}");

    private void Write()
    {
        svg.Open("svg",
            ("class", "workbench-figure"), ("viewBox", $"0 0 {FigureLayout.Width} {layout.Height}"),
            ("width", DisplayWidth), ("height", layout.Height * DisplayWidth / FigureLayout.Width),
            ("style", "max-width:100%;height:auto"), ("role", "img"), ("aria-label", figure.Summary),
            ("font-family", Fonts), ("font-size", FigureLayout.FontSize));
        svg.Text("title", figure.Title);
        svg.Text("desc", figure.Summary);
        svg.Text("style", PageColors);
        svg.Element("rect", ("width", FigureLayout.Width), ("height", layout.Height), ("rx", 6),
            ("fill", FigureColors.LightCard.Ground), ("class", "wb-card"));
        svg.Open("g", ("fill", FigureColors.LightCard.Text), ("class", "wb-text"));
        for (var i = 0; i < layout.Title.Count; i++)
            svg.Text("text", layout.Title[i], ("x", 12), ("y", 12 + i * FigureLayout.TitleLine + FigureLayout.TitleSize),
                ("font-size", FigureLayout.TitleSize), ("font-weight", "600"));
        foreach (var panel in layout.Panels)
            WritePanel(panel);
        foreach (var axis in layout.XAxes)
            WriteXAxis(axis);
        WriteLegend();
        svg.Close();
        svg.Close();
    }

    private void WritePanel(PanelLayout panel)
    {
        var yTicks = panel.YTicks;
        var grid = new StringBuilder();
        if (panel.Y.Axis.Ticks.IsEmpty)
            foreach (var tick in yTicks)
                grid.Append(
                    string.Create(CultureInfo.InvariantCulture,
                        $"M{SvgWriter.Number(panel.Left)},{SvgWriter.Number(panel.PlaceY(tick.Position))}h"
                        + $"{SvgWriter.Number(panel.Width)}"));
        if (panel.X.Axis.Ticks.IsEmpty)
            foreach (var tick in panel.XTicks)
                grid.Append(
                    string.Create(CultureInfo.InvariantCulture,
                        $"M{SvgWriter.Number(panel.PlaceX(tick.Position))},{SvgWriter.Number(panel.Top)}v"
                        + $"{SvgWriter.Number(panel.Height)}"));
        if (grid.Length > 0)
            svg.Element("path", ("d", grid.ToString()), ("fill", "none"), ("stroke", FigureColors.Neutral),
                ("stroke-opacity", Opacity(FigureColors.GridOpacity)));

        // An inner svg cuts off what leaves the plotting area; its coordinates stay those of the figure.
        svg.Open("svg", ("x", panel.Left), ("y", panel.Top), ("width", panel.Width), ("height", panel.Height),
            ("viewBox", string.Join(' ', new[] { panel.Left, panel.Top, panel.Width, panel.Height }.Select(SvgWriter.Number))),
            ("preserveAspectRatio", "none"));
        var draw = new SvgTraces(svg, panel, layout.Styles);
        foreach (var trace in panel.Traces)
            draw.Draw(trace);
        foreach (var (line, style) in CoveredLines.Of(panel, layout.Styles))
            draw.DrawLine(line, style, dotSize: 2.5);
        svg.Close();
        foreach (var bars in panel.Traces.OfType<BarTrace>())
            draw.Label(bars);

        var heatmap = panel.Traces.OfType<HeatmapTrace>().FirstOrDefault();
        // A heat map has cells as dark or as light as the page: a whole frame ends it.
        var rest = heatmap is null ? "" : FormattableString.Invariant($"v{SvgWriter.Number(-panel.Height)}z");
        svg.Element("path",
            ("d", $"M{SvgWriter.Number(panel.Left)},{SvgWriter.Number(panel.Top)}v{SvgWriter.Number(panel.Height)}h"
                + $"{SvgWriter.Number(panel.Width)}{rest}"),
            ("fill", "none"), ("stroke", FigureColors.Neutral));
        foreach (var tick in yTicks)
            WriteTick(tick, FigureText.Cut(tick.Marked, (layout.TickSpace + 1) / FigureLayout.FontSize), ("x", panel.Left - 6),
                ("y", panel.PlaceY(tick.Position) + FigureLayout.FontSize * 0.35), ("text-anchor", "end"));
        if (panel.Y.Axis.Title.Length > 0)
            svg.Text("text", panel.Y.Axis.Title,
                ("transform",
                    FormattableString.Invariant(
                        $"translate({12 + FigureLayout.FontSize - 2},{SvgWriter.Number(panel.Top + panel.Height / 2)}) rotate(-90)")),
                ("text-anchor", "middle"));
        if (heatmap is not null)
            WriteColorBar(panel, heatmap);
    }

    private void WriteXAxis(XAxisLayout axis)
    {
        var panel = axis.Panel;
        foreach (var (tick, lines) in axis.Ticks.Zip(axis.TickLines))
        {
            var (x, y) = (panel.PlaceX(tick.Position), panel.Bottom + FigureLayout.FontSize + 4);
            if (axis.IsSlanted)
                WriteTick(tick, lines[0], ("transform", $"translate({SvgWriter.Number(x + 4)},{SvgWriter.Number(y)}) rotate(-45)"),
                    ("text-anchor", "end"));
            else
                for (var i = 0; i < lines.Count; i++)
                    WriteTick(i == 0 ? tick : default, lines[i], ("x", x), ("y", y + i * FigureLayout.TickLine),
                        ("text-anchor", "middle"));
        }
        if (axis.Axis.Title.Length > 0)
            svg.Text("text", axis.Axis.Title, ("x", panel.Left + panel.Width / 2), ("y", axis.TitleBaseline), ("text-anchor", "middle"));
    }

    /// <summary>Writes a line of a tick's text, the mark that it may begin with in its own colour.</summary>
    private void WriteTick(AxisTick tick, string text, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        svg.Open("text", attributes);
        if (tick.Style is { } style)
            svg.Text("tspan", text[..1], ("fill", TraceStyle.Numbered(style).Color));
        svg.Content(tick.Style is null ? text : text[1..]);
        svg.Close();
    }

    private void WriteLegend()
    {
        for (var i = 0; i < layout.Legend.Length; i++)
        {
            var trace = layout.Legend[i];
            var style = layout.Styles[trace.Name];
            var x = layout.LegendLeft + i % layout.LegendColumns * layout.LegendColumnWidth;
            var middle = layout.LegendTop + i / layout.LegendColumns * FigureLayout.LegendRow + FigureLayout.LegendRow / 2;
            if (trace is BarTrace bars)
                svg.Element("rect", [("x", x + 5), ("y", middle - 6), ("width", 12), ("height", 12), .. Bar(style, bars)]);
            else if (trace is ScatterTrace)
                svg.Element("path", [("d", SvgTraces.DotPath(x + 11, middle, style, 7)), .. Dot(style, 7)]);
            else
                svg.Element("path", [("d", $"M{SvgWriter.Number(x)},{SvgWriter.Number(middle)}h22"), .. Stroke(style)]);
            svg.Text("text", FigureText.Cut(trace.Name, (layout.LegendColumnWidth - FigureLayout.LegendSample + 1) / FigureLayout.FontSize),
                ("x", x + FigureLayout.LegendSample), ("y", middle + FigureLayout.FontSize * 0.35),
                ("font-weight", trace.Emphasis == Emphasis.Strong ? "600" : null));
        }
    }

    private void WriteColorBar(PanelLayout panel, HeatmapTrace heatmap)
    {
        // The same map gives the same id and content, so several figures on one page do not disturb each other.
        var id = "wb-" + heatmap.Colors.Name;
        svg.Open("linearGradient", ("id", id), ("x1", 0), ("y1", 1), ("x2", 0), ("y2", 0));
        foreach (var (position, color) in heatmap.Colors.Stops)
            svg.Element("stop", ("offset", FormattableString.Invariant($"{position:0.####}")), ("stop-color", color));
        svg.Close();
        var left = panel.Right + FigureLayout.ColorBarWidth;
        svg.Element("rect", ("x", left), ("y", panel.Top), ("width", FigureLayout.ColorBarWidth), ("height", panel.Height),
            ("fill", $"url(#{id})"), ("stroke", FigureColors.Neutral));
        foreach (var tick in panel.ColorTicks(heatmap))
            svg.Text("text", tick.Text, ("x", left + 14),
                ("y", panel.Bottom - panel.Height * PanelLayout.ColorScale(heatmap).Share(tick.Position) + FigureLayout.FontSize * 0.35));
        svg.Text("text", heatmap.Name, ("x", FigureLayout.Width - 8), ("y", panel.Top - 7), ("text-anchor", "end"));
    }
}
