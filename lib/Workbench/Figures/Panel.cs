using System.Collections.Immutable;

namespace Workbench.Figures;

/// <summary>
/// One plotting area of a <see cref="Figure"/>: a y axis and the traces on it. Panels lie above each other on one x axis, unless one has
/// its own.
/// </summary>
/// <param name="Y">The vertical axis.</param>
/// <param name="Traces">What is drawn, the first at the back.</param>
public sealed record Panel(Axis Y, ImmutableArray<Trace> Traces)
{
    /// <summary>A horizontal axis of its own, below it, for what is measured otherwise; null shares that of the figure.</summary>
    public Axis? X { get; init; }

    /// <summary>Height of the plotting area in units of a figure 480 wide, at least 20.</summary>
    public double Height { get; init; } = 260;
}
