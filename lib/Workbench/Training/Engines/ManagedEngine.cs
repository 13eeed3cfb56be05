using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Engines;

/// <summary>
/// Runs networks in managed code, on the processor: nothing is to be installed, and the same spec and seed give the same bytes on any
/// number of threads.
/// </summary>
public sealed class ManagedEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "managed";

    /// <inheritdoc/>
    public string Device => "cpu";

    /// <inheritdoc/>
    public INetwork StartPrediction(NetworkSetup setup)
    {
        RequireLayers(setup.Plan);
        return new ManagedNetwork(setup, trains: false, new Workers(setup.Threads));
    }

    /// <inheritdoc/>
    public ITrainingNetwork StartTraining(NetworkSetup setup, TrainingSpec spec, long? memoryLimit = null)
    {
        RequireLayers(setup.Plan);
        MemoryNeed.Require(setup.Plan, spec, setup.Weights, setup.Capacity, memoryLimit);
        return new ManagedTrainingNetwork(setup, spec, new Workers(setup.Threads));
    }

    private static void RequireLayers(ModelPlan plan)
    {
        if (plan.Own is { } own)
            throw new WorkbenchException($"The network {own.Name} is code for TorchSharp, which the managed engine does not run. Take the "
                + "engine that does: TorchEngine.On(\"cpu\").");
    }
}
