using System.Text.Json;
using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Reference;

/// <summary>The values of <c>scripts/torch_values.py</c>, and what their manifest tells.</summary>
internal static class TorchGolden
{
    /// <summary>Of a tensor's largest value: float32 keeps 6e-8 a rounding, and some hundred roundings meet in each value.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>What the manifest says of a model under a loss.</summary>
    public static JsonElement Of(string model, string loss) => ReferenceValues.Json("torch/manifest.json")
        .GetProperty("models").GetProperty(model).GetProperty("losses").GetProperty(loss);

    /// <summary>The values of an array.</summary>
    public static double[] Read(string name) => ReferenceValues.Array("torch/arrays.npz", name).Values;

    /// <summary>The weights that a model starts from.</summary>
    public static Weights InitialWeights(string model, ModelPlan plan) => new(plan.Parameters.Select(parameter =>
        new Tensor(parameter.Name, parameter.Shape, [.. Read($"{model}_init_{parameter.Name}").Select(value => (float)value)])));

    /// <summary>Copies values into a matrix.</summary>
    public static void Fill(Matrix matrix, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            matrix.Values[i] = (float)values[i];
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
