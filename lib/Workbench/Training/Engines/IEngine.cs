using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Engines;

/// <summary>
/// What runs networks. Batches, augmentation, losses, schedule, evaluation, checkpoints and stopping are the same whatever the engine; it
/// does the rest: forward, backward, and the optimizer's step. A model that was trained on one predicts on any.
/// </summary>
public interface IEngine
{
    /// <summary>What it is called, for instance <c>managed</c> or <c>torch</c>.</summary>
    string Name { get; }

    /// <summary>Where it computes, for instance <c>cpu</c> or <c>cuda:0</c>.</summary>
    string Device { get; }

    /// <summary>Fresh weights of a model: the same for the same seed, and for a model of layers the same on every engine.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="seed">Of the training.</param>
    /// <exception cref="WorkbenchException">The network is code of the user's own, which failed or is not in this process.</exception>
    Weights Initialize(ModelPlan plan, int seed) => plan.Own?.Initialize(plan, seed) ?? Weights.Initialize(plan, new Random(seed));

    /// <summary>Opens a network that predicts.</summary>
    /// <param name="setup">The model, and the room that it needs.</param>
    /// <exception cref="WorkbenchException">The weights belong to another model, or the engine cannot run it.</exception>
    INetwork StartPrediction(NetworkSetup setup);

    /// <summary>Opens a network that learns; the optimizer remembers nothing of earlier gradients.</summary>
    /// <param name="setup">The model with its first weights, and the room that it needs.</param>
    /// <param name="spec">Optimizer, clipping and average; the rest of it is none of the engine's business.</param>
    /// <param name="memoryLimit">Bytes of the machine's memory that it may take; null for what the process may use.</param>
    /// <exception cref="WorkbenchException">
    /// The weights belong to another model, the engine cannot run it, or the batch does not fit into memory.
    /// </exception>
    ITrainingNetwork StartTraining(NetworkSetup setup, TrainingSpec spec, long? memoryLimit = null);
}
