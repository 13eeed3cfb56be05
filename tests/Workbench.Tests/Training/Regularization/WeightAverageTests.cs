using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;
using Workbench.Training.Regularization;

namespace Workbench.Tests.Training.Regularization;

public class WeightAverageTests
{
    [Fact]
    public void The_average_follows_weights_and_running_statistics_and_changes_places_with_them()
    {
        const int Count = 20_011; // more than one work item, and no multiple of a vector
        var rng = new Random(3);
        using var workers = new Workers(2);
        var weight = new Parameter(new("w", ParameterRole.Weight, [Count], 1),
            new("w", [Count], Matrices.Random(1, Count, rng).Values.ToArray()));
        var running = new Parameter(new("m", ParameterRole.RunningMean, [1], 1), new("m", [1], [4]));
        double[] expected = [.. weight.Value.Values.ToArray()];
        var average = new WeightAverage([weight, running], 0.3, workers);
        for (var step = 1; step <= 4; step++)
        {
            Matrices.Random(1, Count, rng).Values.CopyTo(weight.Value.Values);
            average.Follow();
            var decay = Math.Min(0.3, (1.0 + step) / (10 + step)); // 2/11, 3/12, 4/13, then 0.3
            for (var i = 0; i < Count; i++)
                expected[i] = decay * expected[i] + (1 - decay) * weight.Value.Values[i];
        }
        running.Value.Values[0] = 5;
        average.Follow();
        for (var i = 0; i < Count; i++)
            expected[i] = 0.3 * expected[i] + 0.7 * weight.Value.Values[i];
        float[] raw = [.. weight.Value.Values];
        average.Exchange();
        for (var i = 0; i < Count; i++)
            Assert.Equal(expected[i], weight.Value.Values[i], 1e-6); // float32, values of at most 1
        Assert.Equal(0.3 * 4 + 0.7 * 5, running.Value.Values[0], 1e-6);
        average.Exchange();
        Assert.Equal(raw, weight.Value.Values.ToArray());
    }
}
