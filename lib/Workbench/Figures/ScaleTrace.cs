using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Figures;

/// <summary>
/// An upright scale inside a panel, over its whole height, with texts at its right: one axis
/// of parallel coordinates. It has no legend entry.
/// </summary>
public sealed record ScaleTrace : Trace
{
    /// <summary>Creates the scale.</summary>
    /// <param name="name">What it measures.</param>
    /// <param name="x">Where it stands.</param>
    /// <param name="ticks">Its marks, at least one, from the lowest up; those that would overlap are left out.</param>
    /// <exception cref="WorkbenchException">No name, or no mark.</exception>
    public ScaleTrace(string name, double x, ImmutableArray<AxisTick> ticks) : base(name)
    {
        if (ticks.IsDefaultOrEmpty)
            throw new WorkbenchException($"The scale '{name}' has no mark; give it at least one.");
        (X, Ticks, Emphasis) = (x, ticks, Emphasis.Guide);
    }

    /// <summary>Where it stands.</summary>
    public double X { get; }

    /// <summary>Its marks.</summary>
    public ImmutableArray<AxisTick> Ticks { get; }

    internal override Extent ExtentX => Extent.Of([X]);

    internal override Extent ExtentY => Extent.Of(Ticks.Select(t => t.Position));

    /// <summary>The marks that have room on a panel.</summary>
    internal ImmutableArray<AxisTick> TicksOn(PanelLayout panel) =>
        [.. Figures.Ticks.Thin(Ticks, t => panel.PlaceY(t.Position), FigureLayout.FontSize + 2)];
}
