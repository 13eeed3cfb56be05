using System.Collections.Immutable;

namespace Workbench.Figures;

/// <summary>An axis with its ends settled: the same numbers for every way of drawing it.</summary>
/// <param name="Axis">The axis described.</param>
/// <param name="Minimum">Lower end.</param>
/// <param name="Maximum">Upper end, above <paramref name="Minimum"/>.</param>
internal sealed record AxisScale(Axis Axis, double Minimum, double Maximum)
{
    /// <summary>Settles the ends: as the axis says, else what the data need.</summary>
    public static AxisScale Of(Axis axis, IEnumerable<Extent> extents)
    {
        var needed = extents.Aggregate(Extent.None, (all, one) => all.Union(one));
        var (low, high) = needed.IsEmpty ? (0, 1) : (needed.Low, needed.High);
        // One value alone: show it in the middle of a stretch of its own size.
        var span = high > low ? high - low : Math.Max(Math.Abs(low), 1);
        if (high <= low)
            (low, high) = (low - span / 2, high + span / 2);
        var minimum = axis.Minimum ?? low - span * needed.PadLow;
        var maximum = axis.Maximum ?? high + span * needed.PadHigh;
        return new(axis, minimum, maximum > minimum ? maximum : minimum + 1);
    }

    /// <summary>Where a value lies: 0 at the axis's start (left or bottom), 1 at its end.</summary>
    public double Share(double value)
    {
        var share = (value - Minimum) / (Maximum - Minimum);
        return Axis.Reversed ? 1 - share : share;
    }

    /// <summary>The ticks for a length at hand: the fixed ones that fit, or 1-2-5 steps.</summary>
    /// <param name="length">Length of the axis in figure units.</param>
    /// <param name="gap">Distance that two ticks keep.</param>
    public ImmutableArray<AxisTick> TicksFor(double length, double gap) => Axis.Ticks.IsEmpty
        ? [.. Ticks.Nice(Minimum, Maximum, Math.Max(2, (int)(length / gap)))]
        : [.. Ticks.Thin(Axis.Ticks.Where(t => t.Position >= Minimum && t.Position <= Maximum), t => length * Share(t.Position), gap)];
}
