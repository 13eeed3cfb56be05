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
    public INetwork StartPrediction(NetworkSetup setup) => new ManagedNetwork(setup, trains: false, new Workers(setup.Threads));

    /// <inheritdoc/>
    public ITrainingNetwork StartTraining(NetworkSetup setup, TrainingSpec spec, long? memoryLimit = null)
    {
        MemoryNeed.Require(setup.Plan, spec, setup.Weights, setup.Capacity, memoryLimit);
        return new ManagedTrainingNetwork(setup, spec, new Workers(setup.Threads));
    }
}
