using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>A layer at work on batches of feature vectors. It keeps what its backward pass needs; nothing is allocated in a step.</summary>
/// <param name="plan">Its place in the model.</param>
/// <param name="capacity">Rows of the largest batch.</param>
/// <param name="trains">Whether gradients are wanted.</param>
internal abstract class DenseLayer(LayerPlan plan, int capacity, bool trains)
{
    /// <summary>Its place in the model.</summary>
    public LayerPlan Plan => plan;

    /// <summary>What it made of the latest batch: <c>[rows, outputs]</c>.</summary>
    public Matrix Output { get; } = new(capacity, plan.Output.Count);

    /// <summary>How the loss changes with each of its inputs: <c>[rows, inputs]</c>.</summary>
    public Matrix InputGradient { get; } = new(trains ? capacity : 0, plan.Input.Count);

    /// <summary>Its tensors.</summary>
    public virtual IReadOnlyList<Parameter> Parameters => [];

    /// <summary>Draws what is random in the next training pass.</summary>
    public virtual void Draw(Random rng) { }

    /// <summary>Fills <see cref="Output"/>.</summary>
    /// <param name="input"><c>[rows, inputs]</c>; must stay as it is until the backward pass.</param>
    /// <param name="training">Whether the pass is one to learn from.</param>
    public abstract void Forward(Matrix input, bool training);

    /// <summary>Fills the gradients, after a training pass forward.</summary>
    /// <param name="input">The same input.</param>
    /// <param name="outputGradient">How the loss changes with each output.</param>
    /// <param name="wantsInputGradient">False for the first layer: no one reads it.</param>
    public abstract void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient);
}
