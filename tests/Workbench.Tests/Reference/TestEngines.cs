using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Torch;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Reference;

/// <summary>The engines, each of which passes every test of networks.</summary>
internal static class TestEngines
{
    public const string Managed = "managed", Torch = "torch";

    /// <summary>What theories run over.</summary>
    public static readonly string[] Names = [Managed, Torch];

    /// <summary>The engine of this name, on the processor; skips the calling test where it cannot be used.</summary>
    public static IEngine Of(string name)
    {
        if (name == Managed)
            return new ManagedEngine();
        InstalledTorch.OrSkip();
        return TorchEngine.On("cpu");
    }

    /// <summary>A network that learns on two threads, full of examples that are 0.</summary>
    public static ITrainingNetwork Start(string engine, ModelPlan plan, Weights weights, int rows, TrainingSpec? spec = null,
        params ImmutableArray<double> rates)
    {
        var setup = new NetworkSetup(plan, weights, rows, Threads: 2) { Rates = rates };
        var network = Of(engine).StartTraining(setup, spec ?? TrainingSpec.Default);
        network.Rows = rows;
        return network;
    }
}
