namespace Workbench.Recommendation;

/// <summary>
/// Standardises columns (mean 0, standard deviation 1 over the catalogue), then brings each row to length 1, so that the dot
/// product of two rows is their cosine.
/// </summary>
internal sealed class UnitScaler
{
    // Relative to the mean: what float32 rounding alone can make of a column that is constant.
    private const double ConstantTolerance = 1e-6;

    private readonly double[] means;
    private readonly double[] scales;

    private UnitScaler(double[] means, double[] scales)
    {
        this.means = means;
        this.scales = scales;
    }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => means.Length;

    /// <summary>Takes the means and deviations of a catalogue.</summary>
    /// <param name="values">Row-major <c>[songs, columns]</c>, finite.</param>
    /// <param name="columnCount">Number of columns, at least 1.</param>
    public static UnitScaler Fit(ReadOnlySpan<float> values, int columnCount)
    {
        var (means, variances) = (new double[columnCount], new double[columnCount]);
        var rowCount = values.Length / columnCount;
        for (var start = 0; start < values.Length; start += columnCount)
            for (var column = 0; column < columnCount; column++)
                means[column] += values[start + column] / (double)rowCount;
        for (var start = 0; start < values.Length; start += columnCount)
            for (var column = 0; column < columnCount; column++)
            {
                var difference = values[start + column] - means[column];
                variances[column] += difference * difference / rowCount;
            }
        double[] scales = [.. means.Zip(variances, (mean, variance) => Scale(mean, Math.Sqrt(variance)))];
        return new(means, scales);
    }

    /// <summary>A row as a vector of length 1; zeros if it is the mean of all.</summary>
    public float[] Project(ReadOnlySpan<float> values)
    {
        var standardised = new double[ColumnCount];
        var squares = 0.0;
        for (var column = 0; column < ColumnCount; column++)
        {
            standardised[column] = (values[column] - means[column]) * scales[column];
            squares += standardised[column] * standardised[column];
        }
        var scale = squares > 0 ? 1 / Math.Sqrt(squares) : 0;
        return Array.ConvertAll(standardised, value => (float)(value * scale));
    }

    // A constant column says nothing.
    private static double Scale(double mean, double deviation) => deviation > ConstantTolerance * Math.Abs(mean) ? 1 / deviation : 0;
}
