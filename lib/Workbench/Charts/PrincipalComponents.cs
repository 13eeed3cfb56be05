using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Training.Scaling;

namespace Workbench.Charts;

/// <summary>
/// The directions in which songs differ most, after every column was brought to mean 0 and standard deviation 1: principal component
/// analysis (scikit-learn <c>PCA</c> after <c>StandardScaler</c>). Fitted from a training part only. Deterministic.
/// </summary>
public sealed class PrincipalComponents
{
    /// <summary>Two directions that are not told apart by then explain the same to three thousandths: either is as good.</summary>
    private const int MaxIterations = 10_000;

    private readonly StandardScaler scaler;
    private readonly double[][] components;

    private PrincipalComponents(StandardScaler scaler, double[][] components, double[] explained) =>
        (this.scaler, this.components, ExplainedVarianceRatio) = (scaler, components, [.. explained]);

    /// <summary>The share of all variance that each component explains, largest first.</summary>
    public ImmutableArray<double> ExplainedVarianceRatio { get; }

    /// <summary>One weight a column, of length 1 together; the sign is such that the largest weight is positive.</summary>
    /// <param name="index">0 for the component that explains most.</param>
    public ReadOnlySpan<double> Component(int index) => components[index];

    /// <summary>Finds the components one after another by power iteration on the correlation matrix, taking out each one found.</summary>
    /// <param name="part">Songs with features.</param>
    /// <param name="count">Number of components, at least 1.</param>
    /// <exception cref="WorkbenchException">The songs do not differ in so many directions.</exception>
    public static PrincipalComponents Fit(TrainingPart part, int count = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var scaler = StandardScaler.Fit(part);
        var matrix = Correlation(part.Features, scaler);
        var total = matrix.Select((row, i) => row[i]).Sum();
        var (components, explained) = (new double[count][], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (components[i], var variance) = Strongest(matrix);
            if (!(variance > 1e-9 * total)) // what rounding leaves when nothing is left
                throw new WorkbenchException($"{part.Tracks.Length} songs with {matrix.Length} features differ in {i} direction(s), "
                    + $"not {count}; add songs, or features that vary.");
            explained[i] = variance / total;
            TakeOut(matrix, components[i], variance);
        }
        return new(scaler, components, explained);
    }

    /// <summary>Where a song lies: one coordinate a component.</summary>
    /// <param name="row">Its features, one a column.</param>
    public double[] Transform(ReadOnlySpan<float> row)
    {
        var scaled = new float[scaler.ColumnCount];
        scaler.Transform(row, scaled);
        return [.. components.Select(component => component.Select((weight, column) => weight * scaled[column]).Sum())];
    }

    /// <summary>The products of the scaled columns, averaged over the songs.</summary>
    private static double[][] Correlation(FeatureMatrix features, StandardScaler scaler)
    {
        var scaled = new float[features.RowCount][];
        for (var row = 0; row < scaled.Length; row++)
            scaler.Transform(features.Row(row), scaled[row] = new float[features.ColumnCount]);
        var matrix = new double[features.ColumnCount][];
        Parallel.For(0, matrix.Length, i =>
        {
            var sums = matrix[i] = new double[matrix.Length];
            foreach (var song in scaled)
                for (var j = 0; j < sums.Length; j++)
                    sums[j] += (double)song[i] * song[j] / scaled.Length;
        });
        return matrix;
    }

    private static (double[] Direction, double Variance) Strongest(double[][] matrix)
    {
        // Any start will do that is not at right angles to the answer.
        double[] direction = [.. matrix.Select((_, i) => Math.Sin(i + 1))];
        Normalize(direction);
        var variance = 0.0;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            double[] next = [.. matrix.Select(row => Dot(row, direction))];
            variance = Normalize(next);
            var change = next.Zip(direction, (a, b) => (a - b) * (a - b)).Sum();
            direction = next;
            if (change < 1e-24)
                break;
        }
        if (direction.MaxBy(weight => Math.Abs(weight)) < 0)
            direction = [.. direction.Select(weight => -weight)];
        return (direction, variance);
    }

    private static void TakeOut(double[][] matrix, double[] direction, double variance)
    {
        for (var i = 0; i < matrix.Length; i++)
            for (var j = 0; j < matrix.Length; j++)
                matrix[i][j] -= variance * direction[i] * direction[j];
    }

    /// <summary>Brings a vector to length 1, zero excepted, and returns the length that it had.</summary>
    private static double Normalize(double[] vector)
    {
        var length = Math.Sqrt(Dot(vector, vector));
        for (var i = 0; i < vector.Length && length > 0; i++)
            vector[i] /= length;
        return length;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
