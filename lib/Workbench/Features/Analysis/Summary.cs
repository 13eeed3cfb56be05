using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workbench.Features.Analysis;

/// <summary>
/// The seven statistics of a row of values, in float64. Sums are taken in four parts, value i in part i % 4, on every processor.
/// </summary>
internal readonly record struct Summary(double Kurtosis, double Max, double Mean, double Median, double Min, double Skew, double Std)
{
    /// <summary>SciPy's bound: a variance below (this times the mean) squared is rounding error, the row is constant.</summary>
    private const double Resolution = 1e-15;

    /// <summary>Summarises a row.</summary>
    /// <param name="row">At least one finite value.</param>
    public static Summary Of(ReadOnlySpan<float> row)
    {
        var (mean, min, max) = MeanAndRange(row);
        var (m2, m3, m4) = CentralMoments(row, mean);
        var isConstant = m2 <= Math.Pow(Resolution * mean, 2);
        return new(
            isConstant ? 0 : m4 / (m2 * m2) - 3, max, mean, Selection.Median(row), min,
            isConstant ? 0 : m3 / Math.Pow(m2, 1.5), Math.Sqrt(m2));
    }

    /// <summary>One of them.</summary>
    public double this[Statistic statistic] => statistic switch
    {
        Statistic.Kurtosis => Kurtosis,
        Statistic.Max => Max,
        Statistic.Mean => Mean,
        Statistic.Median => Median,
        Statistic.Min => Min,
        Statistic.Skew => Skew,
        Statistic.Std => Std,
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, null),
    };

    private static (double Mean, float Min, float Max) MeanAndRange(ReadOnlySpan<float> row)
    {
        var fours = MemoryMarshal.Cast<float, Vector128<float>>(row);
        var (lower, upper) = (Vector128<double>.Zero, Vector128<double>.Zero);
        var (lowest, highest) = (Vector128.Create(float.PositiveInfinity), Vector128.Create(float.NegativeInfinity));
        foreach (var four in fours)
        {
            lower += Vector128.WidenLower(four);
            upper += Vector128.WidenUpper(four);
            lowest = Vector128.MinNative(lowest, four);
            highest = Vector128.MaxNative(highest, four);
        }
        var (sum, min, max) = (Vector128.Sum(lower + upper), float.PositiveInfinity, float.NegativeInfinity);
        for (var lane = 0; lane < Vector128<float>.Count; lane++)
            (min, max) = (Math.Min(min, lowest[lane]), Math.Max(max, highest[lane]));
        foreach (var value in row[(4 * fours.Length)..])
            (sum, min, max) = (sum + value, Math.Min(min, value), Math.Max(max, value));
        return (sum / row.Length, min, max);
    }

    /// <summary>Means of the second, third and fourth powers of the deviations.</summary>
    private static (double M2, double M3, double M4) CentralMoments(ReadOnlySpan<float> row, double mean)
    {
        var fours = MemoryMarshal.Cast<float, Vector128<float>>(row);
        var (lower, upper, centre) = (new Powers(), new Powers(), Vector128.Create(mean));
        foreach (var four in fours)
        {
            lower.Add(Vector128.WidenLower(four) - centre);
            upper.Add(Vector128.WidenUpper(four) - centre);
        }
        foreach (var value in row[(4 * fours.Length)..])
            lower.Add(Vector128.CreateScalar(value - mean));
        return (
            Vector128.Sum(lower.Second + upper.Second) / row.Length,
            Vector128.Sum(lower.Third + upper.Third) / row.Length,
            Vector128.Sum(lower.Fourth + upper.Fourth) / row.Length);
    }

    /// <summary>Sums of powers of the deviations from the mean.</summary>
    private struct Powers
    {
        public Vector128<double> Second;
        public Vector128<double> Third;
        public Vector128<double> Fourth;

        public void Add(Vector128<double> deviation)
        {
            var square = deviation * deviation;
            Second += square;
            Third += square * deviation;
            Fourth += square * square;
        }
    }
}
