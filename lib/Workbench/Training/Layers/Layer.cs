using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// One layer of a plan, or several neighbours in one, at work on batches. A batch of vectors is <c>[examples, features]</c>, a batch of
/// images <c>[examples * height * width, channels]</c>. A layer keeps what its backward pass needs; nothing is allocated in a step.
/// </summary>
internal abstract class Layer
{
    /// <summary>Makes room for the largest batch.</summary>
    /// <param name="plans">What it runs, in order; at least one.</param>
    /// <param name="setup">What it shares with the other layers.</param>
    protected Layer(ImmutableArray<LayerPlan> plans, LayerSetup setup)
    {
        Plans = plans;
        Setup = setup;
        OutputShape = plans[^1].Output;
        Parameters = [.. plans.SelectMany(plan => plan.Parameters).Select(p => new Parameter(p, setup.Weights[p.Name]))];
    }

    /// <summary>The layers that it runs, in order.</summary>
    public ImmutableArray<LayerPlan> Plans { get; }

    /// <summary>The first of them: the one that gives it its name.</summary>
    public LayerPlan Plan => Plans[0];

    /// <summary>What it made of the latest batch.</summary>
    public abstract Matrix Output { get; }

    /// <summary>How the loss changes with each of its inputs.</summary>
    public abstract Matrix InputGradient { get; }

    /// <summary>Its own tensors, those of <see cref="Inner"/> layers not included.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>The layers inside it.</summary>
    public virtual ImmutableArray<Layer> Inner => [];

    /// <summary>Shape of one example after it.</summary>
    protected Shape OutputShape { get; }

    /// <summary>What it shares with the other layers.</summary>
    protected LayerSetup Setup { get; }

    /// <summary>This layer and the layers inside it, in the order in which they run.</summary>
    public IEnumerable<Layer> Flatten() => Inner.SelectMany(l => l.Flatten()).Prepend(this);

    /// <summary>Draws what is random in the next training pass.</summary>
    public virtual void Draw(Random rng) { }

    /// <summary>Fills <see cref="Output"/>.</summary>
    /// <param name="input">A batch; must stay as it is until the backward pass.</param>
    /// <param name="training">Whether the pass is one to learn from.</param>
    public abstract void Forward(Matrix input, bool training);

    /// <summary>Fills the gradients, after a training pass forward.</summary>
    /// <param name="input">The same input.</param>
    /// <param name="outputGradient">How the loss changes with each output; stays as it is.</param>
    /// <param name="wantsInputGradient">False for the first layer: no one reads it.</param>
    public abstract void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient);

    /// <summary>Number of examples in a batch of inputs.</summary>
    protected int ExamplesOf(Matrix input) => input.Rows / Plan.Input.PositionCount;
}
