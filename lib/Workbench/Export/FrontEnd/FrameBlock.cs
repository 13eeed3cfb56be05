using System.Collections.Immutable;
using Workbench.Export.Graph;

namespace Workbench.Export.FrontEnd;

/// <summary>The spectra of some frames inside the graph, for what is computed of each frame by itself.</summary>
/// <param name="power"><c>[frames, slots]</c>.</param>
/// <param name="slots">Of each bin, from 0 Hz upwards, the slot that holds its power.</param>
internal sealed class FrameBlock(Value power, ImmutableArray<int> slots)
{
    /// <summary>The power of each bin, <c>[frames, bins]</c>.</summary>
    public Value Power => field ??= power.Gather(power.Graph.Constant([.. slots.Select(slot => (long)slot)], slots.Length), axis: 1);

    /// <summary>The magnitude of each bin, <c>[frames, bins]</c>.</summary>
    public Value Magnitude => field ??= Power.Sqrt();

    /// <summary>The number of each bin, <c>[1, bins]</c>.</summary>
    public Value Bins =>
        field ??= power.Graph.Constant([.. Enumerable.Range(0, slots.Length).Select(bin => (float)bin)], 1, slots.Length);

    /// <summary>The sum of each frame's magnitudes, 1 for a silent one, so that it can be divided by: <c>[frames, 1]</c>.</summary>
    public Value Total => field ??= OneIfNone(Magnitude.Sum(1));

    /// <summary>The centre of mass of each frame's magnitudes, in bins, <c>[frames, 1]</c>.</summary>
    public Value Centre => field ??= (Magnitude * Bins).Sum(1) / Total;

    /// <summary>Weighted sums of the power of each frame, <c>[frames, columns]</c>; bins need not be brought into order for that.</summary>
    /// <param name="columns">How many.</param>
    /// <param name="weight">The weight of a bin in a column.</param>
    public Value Weighted(int columns, Func<int, int, double> weight)
    {
        var slotCount = slots.Max() + 1;
        var weights = new float[slotCount * columns];
        for (var bin = 0; bin < slots.Length; bin++)
            for (var column = 0; column < columns; column++)
                weights[slots[bin] * columns + column] = (float)weight(bin, column);
        return power.Slice(0, slotCount, axis: 1).MatMul(power.Graph.Constant(weights, slotCount, columns));
    }

    private static Value OneIfNone(Value total) => total.EqualTo(0).Choose(1, total);
}
