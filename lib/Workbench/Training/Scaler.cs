using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Training.Kernels;

namespace Workbench.Training;

/// <summary>Brings every column to mean 0 and standard deviation 1, as scikit-learn's <c>StandardScaler</c>. Fitted from a training part only.</summary>
public sealed class Scaler
{
    private readonly float[] mean;
    private readonly float[] std;

    internal Scaler(float[] mean, float[] std)
    {
        this.mean = mean;
        this.std = std;
    }

    /// <summary>Mean of each column.</summary>
    public ImmutableArray<float> Mean => [.. mean];

    /// <summary>Standard deviation of each column (0 degrees of freedom taken off); 1 for a constant column.</summary>
    public ImmutableArray<float> Std => [.. std];

    /// <summary>Number of columns.</summary>
    public int ColumnCount => mean.Length;

    /// <summary>Means and deviations of the training part, summed in double precision.</summary>
    public static Scaler Fit(TrainingPart part)
    {
        var features = part.Features;
        var (sums, squares) = (new double[features.ColumnCount], new double[features.ColumnCount]);
        var isConstant = Enumerable.Repeat(true, features.ColumnCount).ToArray();
        for (var row = 0; row < features.RowCount; row++)
            Columns.Add(features.Row(row), sums);
        for (var row = 0; row < features.RowCount; row++)
            for (var column = 0; column < features.ColumnCount; column++)
            {
                var distance = features[row, column] - sums[column] / features.RowCount;
                squares[column] += distance * distance;
                isConstant[column] &= features[row, column] == features[0, column];
            }
        float[] mean = [.. sums.Select(sum => (float)(sum / features.RowCount))];
        float[] std = [.. squares.Select((square, column) => isConstant[column] ? 1 : (float)Math.Sqrt(square / features.RowCount))];
        return new(mean, std);
    }

    /// <summary>Scales one row: <c>(x - mean) / std</c>.</summary>
    /// <param name="row"><see cref="ColumnCount"/> values.</param>
    /// <param name="scaled">Where they go; may be the same memory.</param>
    public void Transform(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (var column = 0; column < mean.Length; column++)
            scaled[column] = (row[column] - mean[column]) / std[column];
    }
}
