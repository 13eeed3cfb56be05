using System.Collections.Immutable;

namespace Workbench.Models;

/// <summary>A layer with learned tensors in a file, or one of a model that waits for them.</summary>
/// <param name="Name">What the file or the model calls it.</param>
/// <param name="Weight">Shape of its weights, or of those of the layer that a BatchNorm follows; empty where it follows none.</param>
/// <param name="Tensors">
/// Its tensors: weight and, where there is one, bias; of a BatchNorm scale, shift, mean and variance. None of a layer that waits.
/// </param>
/// <param name="Channels">Values that a BatchNorm normalises; 0 of another layer.</param>
internal sealed record LearnedLayer(string Name, ImmutableArray<int> Weight, ImmutableArray<Tensor> Tensors, int Channels = 0)
{
    /// <summary>Added to the variance of a BatchNorm.</summary>
    public double Epsilon { get; init; }

    /// <summary>Whether it has weights of two axes, as a Linear layer.</summary>
    public bool IsLinear => Channels == 0 && Weight.Length == 2;

    /// <summary>What it must have in common with a layer to take its place.</summary>
    public string InWords => (Channels > 0 ? $"BatchNorm of {Channels}{(Weight.IsEmpty ? "" : " after ")}" : "")
        + (Weight.IsEmpty ? "" : $"weights [{string.Join(", ", Weight)}]");
}
