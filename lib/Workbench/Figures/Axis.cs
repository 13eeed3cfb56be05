using System.Collections.Immutable;

namespace Workbench.Figures;

/// <summary>One axis of a <see cref="Figure"/>: linear, with ticks at 1-2-5 steps unless <see cref="Ticks"/> are given.</summary>
/// <param name="Title">What is measured, with its unit: <c>Time (s)</c>. Empty when the ticks say it all.</param>
public sealed record Axis(string Title)
{
    /// <summary>The lower end; <see langword="null"/> takes it from the data.</summary>
    public double? Minimum { get; init; }

    /// <summary>The upper end; <see langword="null"/> takes it from the data.</summary>
    public double? Maximum { get; init; }

    /// <summary>Fixed ticks, such as categories or the hertz of mel bands; those that would overlap are left out.</summary>
    public ImmutableArray<AxisTick> Ticks { get; init; } = [];

    /// <summary>Whether values grow downwards (or leftwards): lists read from the top.</summary>
    public bool Reversed { get; init; }

    /// <summary>
    /// An axis from 0 to 1, with a little air, that says nothing itself: panels of <see cref="ScaleTrace"/>s bring their own.
    /// </summary>
    public static Axis Unmarked { get; } = new("") { Minimum = -0.04, Maximum = 1.04, Ticks = [new(double.NaN, "")] };

    /// <summary>An axis of names, at positions 0 to n - 1: what a <see cref="BarTrace"/> stands on.</summary>
    /// <param name="names">One name a position.</param>
    /// <param name="title">The axis title; usually none is needed.</param>
    /// <param name="styleOf">The numbered style of what a name stands for; null for none.</param>
    public static Axis OfCategories(IReadOnlyList<string> names, string title = "", Func<string, int>? styleOf = null) => new(title)
    {
        Minimum = -0.5,
        Maximum = Math.Max(names.Count, 1) - 0.5,
        Ticks = [.. names.Select((name, i) => new AxisTick(i, name) { Style = styleOf?.Invoke(name) })],
    };
}
