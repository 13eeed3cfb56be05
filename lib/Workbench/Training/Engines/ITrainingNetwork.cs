using Workbench.Models;

namespace Workbench.Training.Engines;

/// <summary>
/// A network that learns. A step: fill the batch, <see cref="Draw"/>, <see cref="Learn"/>, fill <see cref="LogitsGradient"/>,
/// <see cref="Backward"/>, <see cref="Step"/>.
/// </summary>
public interface ITrainingNetwork : INetwork
{
    /// <summary>Draws what is random in the next pass, the same on every engine.</summary>
    void Draw(Random rng);

    /// <summary>
    /// Runs the batch forward to learn from it: with Dropout, and with the batch's own statistics, which the running ones follow.
    /// </summary>
    /// <param name="token">Looked at before every layer; of a pass that is stopped, nothing is left.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="Workbench.Foundation.WorkbenchException">The batch does not fit into the memory of the device.</exception>
    void Learn(CancellationToken token = default);

    /// <summary>How the loss changes with each logit, to be filled after <see cref="Learn"/>: <c>[rows, labels]</c>.</summary>
    MatrixSpan LogitsGradient { get; }

    /// <summary>Computes how the loss changes with each trained value.</summary>
    /// <exception cref="Workbench.Foundation.WorkbenchException">The batch does not fit into the memory of the device.</exception>
    void Backward();

    /// <summary>
    /// Shortens the gradient where the training clips it, changes all trained values by it, and lets the average follow where one is kept.
    /// </summary>
    /// <param name="learningRate">Size of the step, above 0.</param>
    void Step(double learningRate);

    /// <summary>
    /// Puts the average in the place of all tensors and keeps those; a second call undoes it. Without an average nothing happens.
    /// </summary>
    void ExchangeAverage();

    /// <summary>Copies the tensors out.</summary>
    Weights ToWeights();

    /// <summary>Copies the gradients of the trained tensors out, after <see cref="Backward"/>.</summary>
    Weights ToGradients();

    /// <summary>Writes the state: tensors, what the optimizer remembers, the average.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Takes a state on that an equally opened network wrote.</summary>
    void Load(BinaryReader reader);
}
