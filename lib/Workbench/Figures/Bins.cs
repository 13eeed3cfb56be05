using System.Globalization;

namespace Workbench.Figures;

/// <summary>The bins of a histogram: of one round width, each with its lower end and without its upper one.</summary>
/// <param name="First">Lower end of the first bin.</param>
/// <param name="Width">Width of each.</param>
/// <param name="Count">Number of bins, at least 1.</param>
internal sealed record Bins(double First, double Width, int Count)
{
    private const int TicksWished = 6;

    /// <summary>Bins for all of some finite values.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="count">How many bins are wished, at least 1; between half and twice as many come.</param>
    public static Bins Of(IReadOnlyCollection<double> values, int count = 20)
    {
        var (low, high) = (values.Min(), values.Max());
        if (high == low)
            return new(low - 0.5, 1, 1);
        var width = Ticks.Step(low, high, count);
        var first = Math.Floor(low / width + 1e-9);
        return new(first * width, width, (int)(Math.Floor(high / width + 1e-9) - first) + 1);
    }

    /// <summary>How many of the values lie in each bin.</summary>
    public double[] CountsOf(IEnumerable<double> values)
    {
        var counts = new double[Count];
        foreach (var value in values)
            // The small number: 0.3 / 0.1 is a little less than 3.
            counts[Math.Clamp((int)Math.Floor((value - First) / Width + 1e-9), 0, Count - 1)]++;
        return counts;
    }

    /// <summary>Where a value lies on an axis on which bin i takes the place around i.</summary>
    public double Place(double value) => (value - First) / Width - 0.5;

    /// <summary>That axis, marked at round values.</summary>
    /// <param name="title">What is measured, with its unit.</param>
    public Axis Axis(string title) => new(title)
    {
        Minimum = -0.5,
        Maximum = Count - 0.5,
        Ticks = [.. Ticks.Nice(First, First + Count * Width, TicksWished).Select(t => t with { Position = Place(t.Position) })],
    };

    /// <summary>Each bin in words: <c>120 to 125</c>.</summary>
    public string[] Names =>
        [.. Enumerable.Range(0, Count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{First + i * Width:0.####} to {First + (i + 1) * Width:0.####}"))];
}
