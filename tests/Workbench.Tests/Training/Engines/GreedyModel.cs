using System.Collections.Immutable;
using Workbench.Torch.Networks;
using static TorchSharp.torch;

namespace Workbench.Tests.Training.Engines;

/// <summary>A model that asks for a petabyte.</summary>
internal sealed class GreedyModel(DeviceModel inner) : DeviceModel
{
    public override ImmutableArray<DeviceTensor> Tensors => inner.Tensors;

    public override void Draw(Random rng) => inner.Draw(rng);

    public override (Tensor Logits, Tensor Embedding) Forward(Tensor input, ForwardPass pass) => (empty(1L << 48), input);

    public override void Dispose() => inner.Dispose();
}
