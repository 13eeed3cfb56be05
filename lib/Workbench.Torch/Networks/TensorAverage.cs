using Workbench.Training.Regularization;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>The <see cref="WeightAverage"/> of tensors on a device, which may be of any type that has fractions.</summary>
internal sealed class TensorAverage : IDisposable
{
    private readonly (Tensor Value, Tensor Average)[] tensors;
    private readonly double decay;
    private int stepCount;

    /// <summary>Starts at the tensors as they are.</summary>
    /// <param name="tensors">All tensors of the model.</param>
    /// <param name="decay">Share of the average that a step keeps, from 0 to below 1.</param>
    public TensorAverage(IEnumerable<Tensor> tensors, double decay)
    {
        this.decay = decay;
        this.tensors = [.. tensors.Where(tensor => tensor.is_floating_point())
            .Select(tensor => (tensor, tensor.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Takes in the tensors after a step.</summary>
    public void Follow()
    {
        using var still = no_grad();
        var share = WeightAverage.Share(decay, ++stepCount);
        foreach (var (value, average) in tensors)
            average.lerp_(value, share);
    }

    /// <summary>Puts the average in the place of the tensors and keeps those; a second call undoes it.</summary>
    public void Exchange()
    {
        using var still = no_grad();
        foreach (var (value, average) in tensors)
        {
            using var kept = value.clone();
            value.copy_(average);
            average.copy_(kept);
        }
    }

    /// <summary>Writes the state to a checkpoint.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(stepCount);
        foreach (var (_, average) in tensors)
            TensorValues.Save(writer, average);
    }

    /// <summary>Takes on the state that an equally made one wrote.</summary>
    public void Load(BinaryReader reader)
    {
        stepCount = reader.ReadInt32();
        foreach (var (_, average) in tensors)
            TensorValues.Load(reader, average);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, average) in tensors)
            average.Dispose();
    }
}
