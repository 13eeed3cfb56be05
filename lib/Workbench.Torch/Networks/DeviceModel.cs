using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Workbench.Torch.Networks;

/// <summary>A model on a device: its tensors, and how a batch runs through them.</summary>
internal abstract class DeviceModel : IDisposable
{
    /// <summary>All tensors, in the order of the plan.</summary>
    public abstract ImmutableArray<DeviceTensor> Tensors { get; }

    /// <summary>Draws what is random in the next pass to learn from.</summary>
    public abstract void Draw(Random rng);

    /// <summary>Runs a batch forward.</summary>
    /// <param name="input"><c>[rows, features]</c> or <c>[rows, channels, height, width]</c>, on the device.</param>
    /// <param name="pass">How.</param>
    /// <returns><c>[rows, labels]</c>, and what the output layer was given: tensors of the surrounding dispose scope.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public abstract (Tensor Logits, Tensor Embedding) Forward(Tensor input, ForwardPass pass);

    /// <summary>Frees the tensors.</summary>
    public abstract void Dispose();
}
