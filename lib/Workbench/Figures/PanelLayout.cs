using System.Collections.Immutable;

namespace Workbench.Figures;

/// <summary>Where a panel lies, in figure units, with its axes settled.</summary>
/// <param name="Panel">The panel described.</param>
/// <param name="Left">Left edge of the plotting area.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Width">Width of the plotting area.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
internal sealed record PanelLayout(Panel Panel, double Left, double Top, double Width, AxisScale X, AxisScale Y)
{
    /// <summary>Height of the plotting area.</summary>
    public double Height => Panel.Height;

    /// <summary>Lower edge.</summary>
    public double Bottom => Top + Height;

    /// <summary>Right edge.</summary>
    public double Right => Left + Width;

    /// <summary>Ticks of the horizontal axis.</summary>
    public ImmutableArray<AxisTick> XTicks => X.TicksFor(Width, X.Axis.Ticks.IsEmpty ? 62 : FigureLayout.FontSize + 2);

    /// <summary>Ticks of the vertical axis.</summary>
    public ImmutableArray<AxisTick> YTicks => TicksOf(Panel, Y);

    /// <summary>Ticks of a panel's vertical axis: close for names, wide for numbers.</summary>
    public static ImmutableArray<AxisTick> TicksOf(Panel panel, AxisScale y) =>
        y.TicksFor(panel.Height, y.Axis.Ticks.IsEmpty ? 34 : FigureLayout.FontSize);

    /// <summary>The colours of a heat map as an axis.</summary>
    public static AxisScale ColorScale(HeatmapTrace heatmap) =>
        new(new(""), heatmap.Range.Low, heatmap.Range.High > heatmap.Range.Low ? heatmap.Range.High : heatmap.Range.Low + 1);

    /// <summary>Ticks of a colour bar.</summary>
    public ImmutableArray<AxisTick> ColorTicks(HeatmapTrace heatmap) => ColorScale(heatmap).TicksFor(Height, 42);

    /// <summary>What is drawn, rules as lines.</summary>
    public ImmutableArray<Trace> Traces => [.. Panel.Traces.Select(t => t is RuleTrace rule ? rule.Over(X, Y) : t)];

    /// <summary>Figure unit of a horizontal position.</summary>
    public double PlaceX(double value) => Left + Width * X.Share(value);

    /// <summary>Figure unit of a vertical position.</summary>
    public double PlaceY(double value) => Bottom - Height * Y.Share(value);

    /// <summary>Where the bars of the n-th bar trace stand: offset from the category and thickness, in categories.</summary>
    public (double Offset, double Thickness) BarPlace(BarTrace bars)
    {
        var groups = Panel.Traces.OfType<BarTrace>().ToList();
        var thickness = bars.Thickness / groups.Count;
        var index = groups.FindIndex(b => ReferenceEquals(b, bars));
        return ((index - (groups.Count - 1) / 2.0) * thickness, thickness);
    }
}
