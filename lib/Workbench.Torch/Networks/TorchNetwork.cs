using Workbench.Torch.Natives;
using Workbench.Training.Engines;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>A model on a device, with a batch in memory of the machine.</summary>
internal class TorchNetwork : INetwork
{
    private readonly NetworkSetup setup;
    private readonly Device device;
    private readonly HostMatrix input, logits, embedding;
    private Tensor? latestEmbedding; // copied when it is asked for
    private bool latestTrained;

    /// <param name="setup">What it is made of.</param>
    /// <param name="model">The model on the device; disposed of with it.</param>
    /// <param name="device">The device.</param>
    public TorchNetwork(NetworkSetup setup, DeviceModel model, Device device)
    {
        (this.setup, this.device, Model) = (setup, device, model);
        input = new(setup.Capacity, setup.Plan.Input.Count, device);
        logits = new(setup.Capacity, setup.Plan.LabelCount, device);
        embedding = new(setup.Capacity, setup.Plan.EmbeddingSize, device);
    }

    /// <inheritdoc/>
    public int Capacity => setup.Capacity;

    /// <inheritdoc/>
    public int Rows
    {
        get => input.Rows;
        set => input.Rows = value;
    }

    /// <inheritdoc/>
    public MatrixSpan Input => input.Span;

    /// <inheritdoc/>
    public MatrixSpan Logits => logits.Span;

    /// <inheritdoc/>
    public MatrixSpan Embedding
    {
        get
        {
            if (latestEmbedding is { } latest)
                OnDevice(() => embedding.Tensor.copy_(latest));
            Forget();
            return embedding.Span;
        }
    }

    /// <summary>The model.</summary>
    protected DeviceModel Model { get; }

    /// <inheritdoc/>
    public void Predict(CancellationToken token = default) => OnDevice(() =>
    {
        using var still = no_grad();
        Run(new(Training: false, token));
    });

    /// <inheritdoc/>
    public string? FirstNonFinite()
    {
        string? first = null;
        OnDevice(() =>
        {
            using var still = no_grad();
            Again(new(latestTrained, CancellationToken.None, (layer, values) =>
            {
                if (first is null && !IsFinite(values))
                    first = layer;
            }));
        });
        return first;
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Forget();
        foreach (var matrix in new[] { input, logits, embedding })
            matrix.Dispose();
        Model.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs the batch forward, and nothing that a pass changes is kept.</summary>
    protected virtual void Again(ForwardPass pass) => Model.Forward(Batch(), pass);

    /// <summary>Runs the batch forward.</summary>
    /// <returns>The logits, of the surrounding dispose scope.</returns>
    protected Tensor Run(ForwardPass pass)
    {
        Forget();
        var (latestLogits, given) = Model.Forward(Batch(), pass);
        (logits.Rows, embedding.Rows, latestTrained) = (Rows, Rows, pass.Training);
        logits.Tensor.copy_(latestLogits.detach());
        latestEmbedding = given.detach().DetachFromDisposeScope();
        FreeMemory.AfterBatch();
        return latestLogits;
    }

    /// <summary>Does something on the device: whatever tensors it makes are gone afterwards.</summary>
    /// <exception cref="Workbench.Foundation.WorkbenchException">The memory of the device is full.</exception>
    protected void OnDevice(Action work)
    {
        set_num_threads(setup.Threads); // torch's number is one of the process
        DeviceMemory.Use(Rows, device, () =>
        {
            work();
            return true;
        });
    }

    private Tensor Batch() => TensorShape.OfBatch(input.Tensor, setup.Plan.Input).to(device);

    private static bool IsFinite(Tensor tensor) => tensor.isfinite().all().item<bool>();

    private void Forget()
    {
        latestEmbedding?.Dispose();
        latestEmbedding = null;
    }
}
