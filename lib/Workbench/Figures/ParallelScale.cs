using System.Collections.Immutable;
using System.Globalization;

namespace Workbench.Figures;

/// <summary>
/// Where the values of a parameter lie on an upright scale from 0 to 1: numbers by their size, by its logarithm where they span more than
/// a factor of twenty; anything else in even steps.
/// </summary>
/// <param name="Places">One a value, 0 to 1.</param>
/// <param name="Ticks">What is written, from the lowest up.</param>
internal sealed record ParallelScale(ImmutableArray<double> Places, ImmutableArray<AxisTick> Ticks)
{
    private const double LogarithmicFrom = 20;
    private const int MostWritten = 6;

    /// <summary>Lays out the values as they are written in a spec.</summary>
    public static ParallelScale Of(IReadOnlyList<string> values)
    {
        var numbers = values.Select(value =>
            double.TryParse(value, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : (double?)null)
            .ToList();
        return numbers.Contains(null) ? OfNames(values) : Of([.. numbers.OfType<double>()]);
    }

    /// <summary>Lays out numbers.</summary>
    public static ParallelScale Of(IReadOnlyList<double> numbers)
    {
        var (low, high) = (numbers.Min(), numbers.Max());
        var isLogarithmic = low > 0 && high / low > LogarithmicFrom;
        Func<double, double> size = isLogarithmic ? Math.Log : number => number;
        double Place(double number) => high > low ? (size(number) - size(low)) / (size(high) - size(low)) : 0.5;
        double[] distinct = [.. numbers.Distinct().Order()];
        IEnumerable<double> marks = distinct.Length <= MostWritten ? distinct
            : isLogarithmic
                ? [low, .. Enumerable.Range((int)Math.Ceiling(Math.Log10(low)), 40).Select(power => Math.Pow(10, power))
                    .TakeWhile(mark => mark < high), high]
            : Figures.Ticks.Nice(low, high, MostWritten - 1).Select(t => t.Position);
        return new([.. numbers.Select(Place)],
            [.. marks.Distinct().Select(mark => new AxisTick(Place(mark), mark.ToString("G3", CultureInfo.InvariantCulture)))]);
    }

    private static ParallelScale OfNames(IReadOnlyList<string> values)
    {
        string[] names = [.. values.Distinct().Order(StringComparer.Ordinal)];
        double Place(string name) => names.Length > 1 ? (double)Array.IndexOf(names, name) / (names.Length - 1) : 0.5;
        return new([.. values.Select(Place)], [.. names.Select(name => new AxisTick(Place(name), name.Length > 0 ? name : "none"))]);
    }
}
