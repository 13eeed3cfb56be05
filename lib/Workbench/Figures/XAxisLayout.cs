using System.Collections.Immutable;

namespace Workbench.Figures;

/// <summary>A horizontal axis, in figure units, with its texts settled.</summary>
internal sealed class XAxisLayout
{
    private const double SlantedWidth = 140;

    /// <summary>Settles the axis that stands below a panel, the lowest of those that share it.</summary>
    public XAxisLayout(PanelLayout panel)
    {
        const double size = FigureLayout.FontSize;
        (Panel, Ticks) = (panel, panel.XTicks);
        var slot = Ticks.Length > 1
            ? panel.Width * Math.Abs(panel.X.Share(Ticks[1].Position) - panel.X.Share(Ticks[0].Position)) : panel.Width;
        var lines = Ticks.Select(t => FigureText.Wrap(t.Marked, (slot - 4) / size)).ToList();
        IsSlanted = !Axis.Ticks.IsEmpty && lines.Any(l => l.Count > 3 || l.Any(line => FigureText.Width(line) * size > slot - 4));
        TickLines = IsSlanted ? [.. Ticks.Select(t => new[] { FigureText.Cut(t.Marked, SlantedWidth / size) })] : [.. lines];
        var widest = TickLines.Max(l => (double?)l.Max(FigureText.Width)) * size ?? 0;
        var tall = TickLines.Max(l => (int?)l.Count) ?? 0;
        Bottom = panel.Bottom + 6 + (IsSlanted ? widest * 0.72 + 10 : tall * FigureLayout.TickLine);
        TitleBaseline = Bottom + size + 3;
        if (Axis.Title.Length > 0)
            Bottom = TitleBaseline + 4;
    }

    /// <summary>The lowest panel that has it.</summary>
    public PanelLayout Panel { get; }

    /// <summary>The axis described.</summary>
    public Axis Axis => Panel.X.Axis;

    /// <summary>Its ticks.</summary>
    public ImmutableArray<AxisTick> Ticks { get; }

    /// <summary>The texts of <see cref="Ticks"/>, in lines that fit between their neighbours.</summary>
    public ImmutableArray<IReadOnlyList<string>> TickLines { get; }

    /// <summary>Whether the ticks are too wide to stand level.</summary>
    public bool IsSlanted { get; }

    /// <summary>Baseline of its title.</summary>
    public double TitleBaseline { get; }

    /// <summary>Lower edge of all of it.</summary>
    public double Bottom { get; }
}
