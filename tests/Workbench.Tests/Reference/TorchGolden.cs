using System.Text.Json;
using Workbench.Models;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Reference;

/// <summary>The values of <c>scripts/torch_values.py</c>, and what their manifest tells.</summary>
internal static class TorchGolden
{
    /// <summary>Of a tensor's largest value: float32 keeps 6e-8 a rounding, and some hundred roundings meet in each value.</summary>
    public const double Tolerance = 2e-5; // libtorch comes to 1.006e-5

    /// <summary>What the manifest says of a model under a loss.</summary>
    public static JsonElement Of(string model, string loss) => ReferenceValues.Json("torch/manifest.json")
        .GetProperty("models").GetProperty(model).GetProperty("losses").GetProperty(loss);

    /// <summary>The values of an array.</summary>
    public static double[] Read(string name) => ReferenceValues.Array("torch/arrays.npz", name).Values;

    /// <summary>The weights that a model starts from.</summary>
    public static Weights InitialWeights(string model, ModelPlan plan) => new(plan.Parameters.Select(parameter =>
        new Tensor(parameter.Name, parameter.Shape, [.. Read($"{model}_init_{parameter.Name}").Select(value => (float)value)])));

    /// <summary>Copies values into a matrix.</summary>
    public static void Fill(MatrixSpan matrix, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            matrix.Values[i] = (float)values[i];
    }

    /// <summary>Holds a network's gradients, and the statistics that it follows, to those after one pass.</summary>
    public static void AssertGradientsAndStatistics(string prefix, ModelPlan plan, ITrainingNetwork network)
    {
        foreach (var gradient in network.ToGradients().Tensors)
            AssertClose($"{prefix}_grad_{gradient.Name}", gradient.Values);
        foreach (var followed in plan.Parameters.Where(parameter => !parameter.IsTrained))
            AssertClose($"{prefix}_after1_{followed.Name}", network.ToWeights()[followed.Name].Values);
    }

    /// <summary>Holds the losses of five steps, and the tensors after them, to those of PyTorch.</summary>
    /// <param name="prefix">Of the tensors' names.</param>
    /// <param name="golden">What the manifest says of the optimizer.</param>
    /// <param name="network">Filled with the batch.</param>
    /// <param name="targets">What it should say.</param>
    /// <param name="loss">The loss.</param>
    public static void AssertFiveSteps(
        string prefix, JsonElement golden, ITrainingNetwork network, Matrix targets, LossState loss)
    {
        foreach (var expected in golden.GetProperty("losses").EnumerateArray())
        {
            network.Learn();
            Assert.Equal(expected.GetDouble(), loss.Compute(network.Logits, targets, network.LogitsGradient), Tolerance);
            network.Backward();
            network.Step(golden.GetProperty("parameters").GetProperty("lr").GetDouble());
        }
        foreach (var tensor in network.ToWeights().Tensors)
            AssertClose($"{prefix}_{tensor.Name}", tensor.Values);
        network.Learn();
        Assert.Equal(golden.GetProperty("loss_after").GetDouble(), loss.Compute(network.Logits, targets), Tolerance);
    }

    /// <summary>Holds values to those of an array.</summary>
    public static void AssertClose(string name, ReadOnlySpan<float> actual)
    {
        var expected = Read(name);
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance * scale);
    }

    /// <summary>The optimizer of this name with the numbers that PyTorch was given.</summary>
    public static Optimizer Optimizer(string name, JsonElement numbers)
    {
        double Number(string key) => numbers.GetProperty(key).GetDouble();
        double Beta(int index) => numbers.GetProperty("betas")[index].GetDouble();
        return name switch
        {
            "sgd" => new Sgd(Number("lr"), Number("momentum"), numbers.GetProperty("nesterov").GetBoolean()),
            "adam" => new Adam(Number("lr"), Beta(0), Beta(1), Number("eps")),
            "adamw" => new AdamW(Number("lr"), Beta(0), Beta(1), Number("eps"), Number("weight_decay")),
            "adagrad" => new Adagrad(Number("lr"), Number("eps")),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such optimizer."),
        };
    }
}
