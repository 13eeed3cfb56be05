using System.Collections.Immutable;

namespace Workbench.Figures;

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

    /// <summary>Height of a line of a tick's text.</summary>
    public const double TickLine = 14;

    /// <summary>Height of a row of the legend.</summary>
    public const double LegendRow = 18;

    /// <summary>Length of a legend entry's sample and the space behind it.</summary>
    public const double LegendSample = 28;

    /// <summary>Width of a colour bar, and its distance from the panel.</summary>
    public const double ColorBarWidth = 10;

    /// <summary>Space that a colour bar with its numbers takes at the right.</summary>
    public const double ColorBarSpace = 62;

    private const double BoldWidth = 1.12; // of bold text to plain
    private const double Margin = 12;
    private const double PanelGap = 18;
    private const double LegendGap = 10;

    private FigureLayout(Figure figure)
    {
        // The name of the highest colour bar stands beside the title's last line.
        var besideTitle = figure.Panels[0].Traces.OfType<HeatmapTrace>().FirstOrDefault() is { } heatmap
            ? FigureText.Width(heatmap.Name) * FontSize + 8
            : 0;
        Title = FigureText.Wrap(figure.Title, (Width - 2 * Margin - besideTitle) / (TitleSize * BoldWidth));
        var traces = figure.Panels.SelectMany(p => p.Traces).ToList();
        Styles = TraceStyle.Assign(traces);
        var legend = traces.Where(t => t is not (HeatmapTrace or ScaleTrace or BarTrace { Styles.Count: > 0 }))
            .DistinctBy(t => t.Name)
            .OrderBy(LegendRank)
            .ToImmutableArray();
        Legend = legend.Length > 1 || traces.Any(t => t is BarTrace { Styles.Count: > 0 }) ? legend : [];

        var shared = AxisScale.Of(figure.X, figure.Panels.Where(p => p.X is null).SelectMany(p => p.Traces).Select(t => t.ExtentX));
        var ys = figure.Panels.Select(p => AxisScale.Of(p.Y, p.Traces.Select(t => t.ExtentY))).ToList();
        var tickWidth = figure.Panels.Zip(ys).Max(p =>
            PanelLayout.TicksOf(p.First, p.Second).Max(t => (double?)FigureText.Width(t.Marked)) ?? 0) * FontSize;
        TickSpace = Math.Min(Math.Ceiling(tickWidth), Width * 0.38);
        var left = Margin + (figure.Panels.Any(p => p.Y.Title.Length > 0) ? FontSize + 8 : 0) + TickSpace + 6;
        var right = traces.Any(t => t is HeatmapTrace) ? ColorBarSpace : Margin + 4;
        var plotWidth = Width - left - right;

        var top = Margin + Title.Count * TitleLine + 8;
        var (panels, axes) = (ImmutableArray.CreateBuilder<PanelLayout>(), ImmutableArray.CreateBuilder<XAxisLayout>());
        for (var i = 0; i < ys.Count; i++)
        {
            var panel = figure.Panels[i];
            panels.Add(new(panel, left, top, plotWidth,
                panel.X is { } own ? AxisScale.Of(own, panel.Traces.Select(t => t.ExtentX)) : shared, ys[i]));
            top = panels[i].Bottom;
            if (i == ys.Count - 1 || panel.X is not null || figure.Panels[i + 1].X is not null)
            {
                axes.Add(new(panels[i]));
                top = axes[^1].Bottom;
            }
            top += PanelGap;
        }
        XAxes = axes.ToImmutable();
        Panels = panels.ToImmutable();

        var bottom = XAxes[^1].Bottom;
        var entryWidth = Legend.Max(t => FigureText.Width(t.Name) * (t.Emphasis == Emphasis.Strong ? BoldWidth : (double?)1)) * FontSize
            + LegendSample + 14 ?? Width;
        LegendColumns = Math.Clamp((int)((Width - 2 * Margin) / entryWidth), 1, Math.Max(1, Legend.Length));
        LegendColumnWidth = Math.Min(entryWidth, Width - 2 * Margin);
        LegendLeft = Math.Max(Margin, Math.Min(left, Width - Margin - LegendColumns * LegendColumnWidth));
        LegendTop = bottom + LegendGap;
        var rows = (Legend.Length + LegendColumns - 1) / LegendColumns;
        Height = Math.Ceiling(Legend.IsEmpty ? bottom + Margin : LegendTop + rows * LegendRow + 8);
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

    /// <summary>Top to bottom: one below the panels that follow each other and share it.</summary>
    public ImmutableArray<XAxisLayout> XAxes { get; }

    /// <summary>Room for the vertical axes' tick texts; longer ones are cut.</summary>
    public double TickSpace { get; }

    /// <summary>Height of the whole figure.</summary>
    public double Height { get; }

    /// <summary>Settles a figure.</summary>
    public static FigureLayout Of(Figure figure) => new(figure);

    /// <summary>Place of a trace in the legend: the mean first, guides last.</summary>
    public static int LegendRank(Trace trace) => trace.Emphasis switch { Emphasis.Strong => 1, Emphasis.Normal => 2, _ => 3 };
}
