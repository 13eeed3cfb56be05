namespace Workbench.Training.Engines;

/// <summary>
/// A model in the memory of an engine, with room for one batch: set its rows, fill its input, run it forward, read what came out. Used by
/// one thread at a time. What the spans show is valid until the next call.
/// </summary>
public interface INetwork : IDisposable
{
    /// <summary>Examples that there is room for.</summary>
    int Capacity { get; }

    /// <summary>Examples of the batch, 0 to <see cref="Capacity"/>; those that are there stay when it changes.</summary>
    int Rows { get; set; }

    /// <summary>
    /// The batch, to be filled: a row an example. Images lie there row by row, and position by position if they have several channels:
    /// <c>[height, width, channels]</c>.
    /// </summary>
    MatrixSpan Input { get; }

    /// <summary>What the output layer gave for the latest batch: <c>[rows, labels]</c>.</summary>
    MatrixSpan Logits { get; }

    /// <summary>What the output layer was given: <c>[rows, units]</c>.</summary>
    MatrixSpan Embedding { get; }

    /// <summary>Predicts: fills <see cref="Logits"/> and <see cref="Embedding"/>. Rows do not depend on each other.</summary>
    /// <param name="token">Looked at before every layer.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="Workbench.Foundation.WorkbenchException">The batch does not fit into the memory of the device.</exception>
    void Predict(CancellationToken token = default);

    /// <summary>
    /// Where values that are no numbers began, for instance <c>layer 1 (BatchNorm)</c>: the first layer whose tensors or outputs of the
    /// latest batch are not all finite; null if there is none.
    /// </summary>
    string? FirstNonFinite();
}
