using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Workbench.Models;

/// <summary>One tensor that a layer keeps.</summary>
/// <param name="Name">Its name in PyTorch's <c>state_dict</c>, for instance <c>0.weight</c> or <c>1.running_mean</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Shape">
/// PyTorch's layout: Linear <c>[units, inputs]</c>, Conv2d <c>[filters, channels, kernel, kernel]</c>, RbfKernel
/// <c>[centers, inputs]</c>, else <c>[channels]</c>; of an <see cref="OwnNetwork"/> what it has.
/// </param>
/// <param name="FanIn">Inputs that meet in one output, at least 1.</param>
public sealed record ParameterSpec(string Name, ParameterRole Role, ImmutableArray<int> Shape, int FanIn)
{
    /// <summary>Number of values.</summary>
    [JsonIgnore]
    public int Count => Shape.Aggregate(1, (product, size) => checked(product * size));

    /// <summary>Whether an optimizer changes it; running statistics are only followed, centers chosen.</summary>
    [JsonIgnore]
    public bool IsTrained =>
        Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance or ParameterRole.OwnBuffer or ParameterRole.Center);

    /// <summary>The layer of the plan that it is in, or that one around it; of no <see cref="OwnNetwork"/>.</summary>
    internal int LayerIndex => int.Parse(Name.AsSpan(0, Name.IndexOf('.', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
