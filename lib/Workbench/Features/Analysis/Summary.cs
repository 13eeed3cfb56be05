namespace Workbench.Features.Analysis;

/// <summary>The seven statistics of a row of values, in float64.</summary>
internal readonly record struct Summary(double Kurtosis, double Max, double Mean, double Median, double Min, double Skew, double Std)
{
    /// <summary>SciPy's bound: a variance below (this times the mean) squared is rounding error, the row is constant.</summary>
    private const double Resolution = 1e-15;

    /// <summary>Summarises a row.</summary>
    /// <param name="row">At least one finite value; reordered.</param>
    public static Summary Of(Span<float> row)
    {
        var (sum, min, max) = (0.0, float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in row)
        {
            sum += value;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }
        var mean = sum / row.Length;
        var (m2, m3, m4) = (0.0, 0.0, 0.0);
        foreach (var value in row)
        {
            var deviation = value - mean;
            var square = deviation * deviation;
            m2 += square;
            m3 += square * deviation;
            m4 += square * square;
        }
        (m2, m3, m4) = (m2 / row.Length, m3 / row.Length, m4 / row.Length);
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
}
