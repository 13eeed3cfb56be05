using Workbench.Training.Kernels;

namespace Workbench.Training.Engines;

/// <summary>A <see cref="Training.Network"/> with threads of its own.</summary>
/// <param name="setup">What it is made of.</param>
/// <param name="trains">Whether gradients are wanted.</param>
/// <param name="workers">The threads; ended with it.</param>
internal class ManagedNetwork(NetworkSetup setup, bool trains, Workers workers) : INetwork
{
    private readonly int positions = setup.Plan.Input.PositionCount;

    /// <inheritdoc/>
    public int Capacity => setup.Capacity;

    /// <inheritdoc/>
    public int Rows
    {
        get => Network.Input.Rows / positions;
        set => Network.Input.Rows = value * positions;
    }

    /// <inheritdoc/>
    public MatrixSpan Input => new(Network.Input.Values, positions * Network.Input.Columns);

    /// <inheritdoc/>
    public MatrixSpan Logits => Network.Logits;

    /// <inheritdoc/>
    public MatrixSpan Embedding => Network.Embedding;

    /// <summary>The layers.</summary>
    protected Network Network { get; } = new(setup.Plan, setup.Weights, setup.Capacity, trains, workers, setup.FrozenLayers);

    /// <inheritdoc/>
    public void Predict(CancellationToken token = default) => Network.Forward(training: false, token);

    /// <inheritdoc/>
    public string? FirstNonFinite() => Network.FirstNonFinite();

    /// <inheritdoc/>
    public void Dispose() => workers.Dispose();
}
