using System.Collections.Immutable;
using Workbench.Foundation;
using Workbench.Models;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>A network of the user's own on a device.</summary>
internal sealed class OwnModel : DeviceModel
{
    private readonly OwnModule module;
    private long seed;

    /// <summary>Copies the weights into the network and moves it to the device.</summary>
    /// <param name="module">The network; disposed of with it.</param>
    /// <param name="plan">The model.</param>
    /// <param name="weights">Its tensors.</param>
    /// <param name="device">Where it computes.</param>
    /// <exception cref="WorkbenchException">The network has other tensors by now, as of a class that was changed.</exception>
    public OwnModel(OwnModule module, ModelPlan plan, Weights weights, Device device)
    {
        this.module = module;
        weights.RequireFit(new(plan.Input, plan.LabelCount, plan.Own!, module.Plan));
        Tensors = module.To(device);
        using var still = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (spec, value) in Tensors)
            value.copy_(tensor(weights[spec.Name].Array, value.shape));
    }

    /// <inheritdoc/>
    public override ImmutableArray<DeviceTensor> Tensors { get; }

    /// <summary>Draws what torch's generator is seeded with before the pass, as nobody knows what is random in it.</summary>
    public override void Draw(Random rng) => seed = rng.Next();

    /// <inheritdoc/>
    public override (Tensor Logits, Tensor Embedding) Forward(Tensor input, ForwardPass pass)
    {
        pass.Token.ThrowIfCancellationRequested();
        var (logits, embedding) = pass.Training
            ? TorchGenerator.Seeded(seed, () => module.Forward(input, training: true))
            : module.Forward(input, training: false);
        foreach (var (spec, value) in Tensors)
            pass.See?.Invoke($"the tensor {spec.Name} of the network {module.Name}", value);
        pass.See?.Invoke($"the output of the network {module.Name}", logits);
        return (logits, embedding);
    }

    /// <inheritdoc/>
    public override void Dispose() => module.Dispose();
}
