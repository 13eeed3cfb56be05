using System.Collections.Immutable;

namespace Workbench.Models;

/// <summary>One tensor that a layer keeps.</summary>
/// <param name="Name">Its name in a PyTorch <c>Sequential</c>, for instance <c>0.weight</c> or <c>1.running_mean</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Shape">
/// PyTorch's layout: Linear <c>[units, inputs]</c>, Conv2d <c>[filters, channels, kernel, kernel]</c>, else <c>[channels]</c>.
/// </param>
/// <param name="FanIn">Inputs that meet in one output, at least 1.</param>
public sealed record ParameterSpec(string Name, ParameterRole Role, ImmutableArray<int> Shape, int FanIn)
{
    /// <summary>Number of values.</summary>
    public int Count => Shape.Aggregate(1, (product, size) => checked(product * size));

    /// <summary>Whether an optimizer changes it; running statistics are only followed.</summary>
    public bool IsTrained => Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance);
}
