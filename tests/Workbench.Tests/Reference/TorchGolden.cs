using System.Text.Json;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Reference;

/// <summary>What the manifest of PyTorch's values tells.</summary>
internal static class TorchGolden
{
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
