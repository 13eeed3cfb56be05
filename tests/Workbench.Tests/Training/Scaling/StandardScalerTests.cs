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

    [Fact]
    public void All_columns_together_get_mean_0_and_deviation_1_and_stay_to_each_other_as_they_are()
    {
        var (train, _) = TrainingSamples.Parts([[1, 5], [2, 8], [6, 2], [1000, -50]], [["a"], ["b"], ["a"], ["b"]], trainCount: 3);
        var scaler = StandardScaler.Fit(train, ScalerKind.Overall);
        Assert.Equal(ScalerKind.Overall, scaler.Kind);
        Assert.Equal([4, 4], scaler.Mean);
        Assert.All(scaler.Std, std => Assert.Equal(Math.Sqrt(38 / 6.0), std, 1e-6)); // numpy: std([1, 2, 6, 5, 8, 2]); float32
    }
}
