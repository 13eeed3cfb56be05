using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Engines;

/// <summary>What an engine makes a network of.</summary>
/// <param name="Plan">The model.</param>
/// <param name="Weights">Tensors that fit it.</param>
/// <param name="Capacity">Examples of the largest batch, at least 1.</param>
/// <param name="Threads">Threads to work on, 1 to <see cref="Work.MostThreads"/>.</param>
public sealed record NetworkSetup(ModelPlan Plan, Weights Weights, int Capacity, int Threads);
