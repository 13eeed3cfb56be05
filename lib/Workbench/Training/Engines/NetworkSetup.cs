using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Engines;

/// <summary>What an engine makes a network of.</summary>
/// <param name="Plan">The model.</param>
/// <param name="Weights">Tensors that fit it.</param>
/// <param name="Capacity">Examples of the largest batch, at least 1.</param>
/// <param name="Threads">Threads to work on, 1 to <see cref="Work.MostThreads"/>.</param>
public sealed record NetworkSetup(ModelPlan Plan, Weights Weights, int Capacity, int Threads)
{
    /// <summary>
    /// Factor of the learning rate of each layer of the plan, 0 to 1; those of 0, which only the first may have, stay as they are, running
    /// statistics included. Empty for 1 everywhere.
    /// </summary>
    public ImmutableArray<double> Rates { get; init; } = [];

    /// <summary>First layers of the plan that stay as they are.</summary>
    internal int FrozenLayers => Rates.TakeWhile(rate => rate == 0).Count();

    /// <summary>The factor of a tensor's learning rate.</summary>
    internal double RateOf(ParameterSpec parameter) => Rates.IsEmpty ? 1 : Rates[parameter.LayerIndex];
}
