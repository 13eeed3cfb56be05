using System.Collections.Immutable;

namespace Workbench.Notebook;

/// <summary>
/// A figure with everything settled that its description leaves open: ends of axes, colours, places. Both the SVG and the Plotly
/// writer start from it. The unit is a 480th of the figure's width: about a CSS pixel on a phone.
/// </summary>
internal sealed class FigureLayout
{
    /// <summary>Width of every figure.</summary>
    public const double Width = 480;

    /// <summary>Font size of all text but the title.</summary>
    public const double FontSize = 12;

    /// <summary>Font size of the title.</summary>
    public const double TitleSize = 15;

    /// <summary>Height of a line of the title.</summary>
    public const double TitleLine = 19;

    /// <summary>Height of a row of the legend.</summary>
    public const double LegendRow = 18;

    /// <summary>Length of a legend entry's sample and the space behind it.</summary>
    public const double LegendSample = 28;

    /// <summary>Space that a colour bar with its numbers takes at the right.</summary>
    public const double ColorBarSpace = 62;

    private const double Margin = 12;
    private const double PanelGap = 18;
    private const double LegendGap = 14;

    private FigureLayout(Figure figure)
    {
        Title = FigureText.Wrap(figure.Title, (Width - 2 * Margin) / TitleSize);
        var traces = figure.Panels.SelectMany(p => p.Traces).ToList();
        Styles = TraceStyle.Assign(traces);
        var legend = traces.Where(t => t is not HeatmapTrace).DistinctBy(t => t.Name).ToImmutableArray();
        Legend = legend.Length > 1 ? legend : [];

        var x = AxisScale.Of(figure.X, traces.Select(t => t.ExtentX));
        var ys = figure.Panels.Select(p => AxisScale.Of(p.Y, p.Traces.Select(t => t.ExtentY))).ToList();
        var tickWidth = figure.Panels.Zip(ys).Max(p => p.Second.TicksFor(p.First.Height, TickGapY(p.Second)).Max(t => (double?)FigureText.Width(t.Text)) ?? 0) * FontSize;
        TickSpace = Math.Min(Math.Ceiling(tickWidth), Width * 0.32);
        var left = Margin + (figure.Panels.Any(p => p.Y.Title.Length > 0) ? FontSize + 8 : 0) + TickSpace + 6;
        var right = traces.Any(t => t is HeatmapTrace) ? ColorBarSpace : Margin + 4;
        var plotWidth = Width - left - right;

        var top = Margin + Title.Count * TitleLine + 8;
        var panels = ImmutableArray.CreateBuilder<PanelLayout>();
        foreach (var (panel, y) in figure.Panels.Zip(ys))
        {
            panels.Add(new(panel, left, top, plotWidth, x, y));
            top += panel.Height + PanelGap;
        }
        Panels = panels.ToImmutable();

        XTicks = x.TicksFor(plotWidth, figure.X.Ticks.IsEmpty ? 62 : FontSize + 2);
        var widest = XTicks.Max(t => (double?)FigureText.Width(t.Text)) * FontSize ?? 0;
        var slot = XTicks.Length > 1 ? plotWidth * Math.Abs(x.Share(XTicks[1].Position) - x.Share(XTicks[0].Position)) : plotWidth;
        XTicksSlant = !figure.X.Ticks.IsEmpty && widest + 4 > slot;
        var bottom = Panels[^1].Bottom + 6 + (XTicksSlant ? Math.Min(widest, 110) * 0.75 + 10 : FontSize + 2);
        XTitleBaseline = bottom + FontSize + 2;
        if (figure.X.Title.Length > 0)
            bottom = XTitleBaseline + 4;

        var entryWidth = Legend.Max(t => (double?)FigureText.Width(t.Name)) * FontSize + LegendSample + 14 ?? Width;
        LegendColumns = Math.Clamp((int)((Width - 2 * Margin) / entryWidth), 1, Math.Max(1, Legend.Length));
        LegendColumnWidth = Math.Min(entryWidth, Width - 2 * Margin);
        LegendLeft = Math.Max(Margin, Math.Min(left, Width - Margin - LegendColumns * LegendColumnWidth));
        LegendTop = bottom + LegendGap;
        var rows = (Legend.Length + LegendColumns - 1) / LegendColumns;
        Height = Math.Ceiling(Legend.IsEmpty ? bottom + Margin : LegendTop + rows * LegendRow + 4);
    }

    /// <summary>The title in lines that fit.</summary>
    public IReadOnlyList<string> Title { get; }

    /// <summary>Top to bottom.</summary>
    public ImmutableArray<PanelLayout> Panels { get; }

    /// <summary>How traces look, by name.</summary>
    public IReadOnlyDictionary<string, TraceStyle> Styles { get; }

    /// <summary>One trace a legend entry; empty when a legend would say nothing.</summary>
    public ImmutableArray<Trace> Legend { get; }

    /// <summary>Legend entries a row.</summary>
    public int LegendColumns { get; }

    /// <summary>Width of a legend entry.</summary>
    public double LegendColumnWidth { get; }

    /// <summary>Left edge of the legend.</summary>
    public double LegendLeft { get; }

    /// <summary>Upper edge of the legend.</summary>
    public double LegendTop { get; }

    /// <summary>Ticks below the lowest panel.</summary>
    public ImmutableArray<AxisTick> XTicks { get; }

    /// <summary>Whether the ticks below are too wide to stand level.</summary>
    public bool XTicksSlant { get; }

    /// <summary>Baseline of the horizontal axis's title.</summary>
    public double XTitleBaseline { get; }

    /// <summary>Room for the vertical axes' tick texts; longer ones are cut.</summary>
    public double TickSpace { get; }

    /// <summary>Height of the whole figure.</summary>
    public double Height { get; }

    /// <summary>Settles a figure.</summary>
    public static FigureLayout Of(Figure figure) => new(figure);

    /// <summary>Distance of ticks along a vertical axis: close for names, wide for numbers.</summary>
    public static double TickGapY(AxisScale y) => y.Axis.Ticks.IsEmpty ? 42 : FontSize;
}
