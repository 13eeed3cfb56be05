using TorchSharp;
using TorchSharp.Modules;
using Workbench.Models;
using Workbench.Training.Checkpoints;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>The values of tensors, from and to this library.</summary>
internal static class TensorValues
{
    /// <summary>Copies a tensor to a device, to stay there until it is disposed of.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="spec">What it is.</param>
    /// <param name="device">The device.</param>
    public static Tensor ToDevice(Models.Tensor values, ParameterSpec spec, Device device)
    {
        using var scope = NewDisposeScope();
        var tensor = torch.tensor(values.Array, [.. spec.Shape.Select(size => (long)size)], device: device);
        return (spec.IsTrained ? new Parameter(tensor) : tensor).DetachFromDisposeScope();
    }

    /// <summary>Copies values out, row-major.</summary>
    public static float[] ToArray(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    /// <summary>Writes values to a checkpoint.</summary>
    public static void Save(BinaryWriter writer, Tensor tensor) => writer.Write(ToArray(tensor));

    /// <summary>Replaces values by those of a checkpoint.</summary>
    public static void Load(BinaryReader reader, Tensor tensor)
    {
        var values = new float[tensor.numel()];
        reader.Read(values);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        tensor.copy_(torch.tensor(values, tensor.shape));
    }
}
