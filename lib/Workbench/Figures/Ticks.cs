using System.Globalization;

namespace Workbench.Figures;

/// <summary>Where an axis is marked: at multiples of 1, 2 or 5 times a power of ten.</summary>
internal static class Ticks
{
    /// <summary>Marks inside a range, both ends included.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, above <paramref name="low"/>.</param>
    /// <param name="count">How many are wished, at least 1; between half and twice as many come.</param>
    public static AxisTick[] Nice(double low, double high, int count)
    {
        var step = Step(low, high, count);
        var decimals = Math.Clamp((int)-Math.Floor(Math.Log10(step) + 1e-9), 0, 15);
        var first = Math.Ceiling(low / step - 1e-9);
        var last = Math.Floor(high / step + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => At((first + i) * step, decimals))];
    }

    /// <summary>The distance of such marks.</summary>
    /// <inheritdoc cref="Nice"/>
    public static double Step(double low, double high, int count)
    {
        var rough = (high - low) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        // The thresholds are the geometric means of neighbours, so the step chosen is the nearest by ratio.
        return (rough / power) switch
        {
            < 1.414 => power,
            < 3.162 => 2 * power,
            < 7.071 => 5 * power,
            _ => 10 * power,
        };
    }

    private static AxisTick At(double value, int decimals)
    {
        var rounded = Math.Round(value, decimals) + 0.0; // + 0.0 makes -0 a plain 0
        var text = Math.Abs(rounded) < 1e15
            ? rounded.ToString("N" + decimals, CultureInfo.InvariantCulture)
            : rounded.ToString("G4", CultureInfo.InvariantCulture);
        return new(rounded, text.Replace('-', '\u2212')); // the minus sign, as Plotly writes it
    }

    /// <summary>Those ticks that keep a distance from the one before, first ones first.</summary>
    /// <param name="ticks">In order along the axis.</param>
    /// <param name="place">Where a tick is drawn.</param>
    /// <param name="gap">The least distance, in the unit of <paramref name="place"/>.</param>
    public static IEnumerable<AxisTick> Thin(IEnumerable<AxisTick> ticks, Func<AxisTick, double> place, double gap)
    {
        double? last = null;
        foreach (var tick in ticks)
        {
            if (last is { } previous && Math.Abs(place(tick) - previous) < gap)
                continue;
            last = place(tick);
            yield return tick;
        }
    }
}
