using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Adds what its layers make of the input to the input itself (He et al. 2015). The layers must keep the shape.</summary>
/// <param name="Layers">At least one layer.</param>
public sealed record Residual(ImmutableArray<LayerSpec> Layers) : LayerSpec
{
    /// <summary>Whether the other holds equal layers in the same order.</summary>
    public bool Equals(Residual? other) => other is not null && LayerList.AreEqual(Layers, other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => LayerList.HashCode(Layers);

    /// <summary>The layers, for instance <c>Residual { Conv2d { ... }, Relu { ... } }</c>.</summary>
    public override string ToString() => $"Residual {{ {string.Join(", ", Layers)} }}";

    internal override void Check(SpecProblems problems, string name)
    {
        problems.Require(!Layers.IsDefaultOrEmpty, $"{Title(name)}: it holds 0 layers and needs >= 1; put what is added to the input into it.");
        LayerList.Check(Layers, problems, $"{name}.");
    }

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        var inner = LayerList.Bind(Layers, input, $"{name}.");
        if (inner[^1].Output != input)
            throw Refuse(name, input, $"its layers make {inner[^1].Output} of it, and only equal shapes can be added. Keep stride 1, the default padding and the number of channels inside it.");
        return new(name, this, input, input) { Inner = inner };
    }
}
