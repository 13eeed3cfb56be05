using System.Collections.Immutable;
using Workbench.Datasets;

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
        float[] mean = new float[features.ColumnCount], std = new float[features.ColumnCount];
        for (var column = 0; column < features.ColumnCount; column++)
        {
            var (sum, squares, isConstant) = (0.0, 0.0, true);
            for (var row = 0; row < features.RowCount; row++)
            {
                sum += features[row, column];
                isConstant &= features[row, column] == features[0, column];
            }
            var center = sum / features.RowCount;
            for (var row = 0; row < features.RowCount; row++)
                squares += (features[row, column] - center) * (features[row, column] - center);
            mean[column] = isConstant ? features[0, column] : (float)center;
            std[column] = isConstant ? 1 : (float)Math.Sqrt(squares / features.RowCount);
        }
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
