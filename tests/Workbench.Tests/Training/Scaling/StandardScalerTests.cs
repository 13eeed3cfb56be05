using Workbench.Tests.Reference;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Training.Scaling;

public class StandardScalerTests
{
    [Fact]
    public void Columns_get_mean_0_and_deviation_1_from_the_training_part_alone()
    {
        // numpy: mean([1, 2, 6]) = 3, std = sqrt(14 / 3); the validation row must not matter.
        var (train, validation) = TrainingSamples.Parts([[1, 0.1f], [2, 0.1f], [6, 0.1f], [1000, -50]],
            [["a"], ["b"], ["a"], ["b"]], trainCount: 3);
        var scaler = StandardScaler.Fit(train);
        Assert.Equal([3, 0.1f], scaler.Mean);
        Assert.Equal([(float)Math.Sqrt(14 / 3.0), 1], scaler.Std); // a constant column is only moved
        float[] row = validation.Features.Row(0).ToArray();
        scaler.Transform(row, row);
        Assert.Equal(997 / Math.Sqrt(14 / 3.0), row[0], 1e-4); // float32
        Assert.Equal(-50.1f, row[1]);
    }
}
