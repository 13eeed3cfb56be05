using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training.Optimizers;

public class OptimizerTests
{
    private const int Count = 20_011; // more than one work item, and no multiple of a vector

    [Fact]
    public void Adam_with_weight_decay_equals_its_formulas_in_float64()
    {
        var spec = new Adam(0.01, 0.8, 0.99, 1e-6, 0.1);
        double[] mean = new double[Count], square = new double[Count];
        AssertSteps(spec, (step, i, w, g) =>
        {
            g += 0.1 * w;
            mean[i] = 0.8 * mean[i] + 0.2 * g;
            square[i] = 0.99 * square[i] + 0.01 * g * g;
            return w - 0.01 * (mean[i] / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.99, step))) + 1e-6);
        });
    }

    [Fact]
    public void AdamW_shrinks_the_weights_themselves()
    {
        double[] mean = new double[Count], square = new double[Count];
        AssertSteps(new AdamW(0.01, 0.8, 0.99, 1e-6, 0.1), (step, i, w, g) =>
        {
            mean[i] = 0.8 * mean[i] + 0.2 * g;
            square[i] = 0.99 * square[i] + 0.01 * g * g;
            return w * (1 - 0.01 * 0.1)
                - 0.01 * (mean[i] / (1 - Math.Pow(0.8, step))) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.99, step))) + 1e-6);
        });
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.8, false)]
    [InlineData(0.8, true)]
    public void Sgd_with_weight_decay_equals_its_formulas_in_float64(double momentum, bool nesterov)
    {
        var velocity = new double[Count];
        AssertSteps(new Sgd(0.05, momentum, nesterov, 0.1), (_, i, w, g) =>
        {
            g += 0.1 * w;
            velocity[i] = momentum * velocity[i] + g;
            return w - 0.05 * (nesterov ? g + momentum * velocity[i] : velocity[i]);
        });
    }

    [Fact]
    public void Adagrad_with_weight_decay_equals_its_formulas_in_float64()
    {
        var square = new double[Count];
        AssertSteps(new Adagrad(0.1, 1e-3, 0.2), (_, i, w, g) =>
        {
            g += 0.2 * w;
            square[i] += g * g;
            return w - 0.1 * g / (Math.Sqrt(square[i]) + 1e-3);
        });
    }

    private static void AssertSteps(Optimizer spec, Func<int, int, double, double, double> formula)
    {
        var rng = new Random(6);
        using var workers = new Workers(3);
        var values = Matrices.Random(1, Count, rng).Values.ToArray();
        var parameter = new Parameter(new("w", ParameterRole.Weight, [Count], 1), new("w", [Count], values));
        var followed = new Parameter(new("running", ParameterRole.RunningMean, [2], 1), new("running", [2], [1, 2]));
        var state = spec.Start(TensorPieces.Trained([parameter, followed], workers));
        double[] expected = [.. values];
        for (var step = 1; step <= 5; step++)
        {
            Matrices.Random(1, Count, rng).Values.CopyTo(parameter.Gradient.Values);
            for (var i = 0; i < Count; i++)
                expected[i] = formula(step, i, expected[i], parameter.Gradient.Values[i]);
            state.Step();
        }
        for (var i = 0; i < Count; i++)
            Assert.Equal(expected[i], parameter.Value.Values[i], 2e-6); // float32, values of about 1, five steps
        Assert.Equal([1, 2], followed.Value.Values.ToArray());
    }
}
