using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Adds what its layers make of the input to the input itself, or to what its shortcut makes of it (He et al. 2015).</summary>
/// <param name="Layers">At least one layer. Without a shortcut they must keep the shape.</param>
public sealed record Residual(ImmutableArray<LayerSpec> Layers) : LayerSpec
{
    /// <summary>
    /// Layers that bring the input to the shape that <see cref="Layers"/> give, for instance a 1 x 1 convolution with their filters and
    /// stride, and a BatchNorm; none passes the input on as it is.
    /// </summary>
    public ImmutableArray<LayerSpec> Shortcut { get; init; } = [];

    /// <summary>Whether the other holds equal layers in the same order.</summary>
    public bool Equals(Residual? other) =>
        other is not null && LayerList.AreEqual(Layers, other.Layers) && LayerList.AreEqual(Shortcut, other.Shortcut);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LayerList.HashCode(Layers), LayerList.HashCode(Shortcut));

    /// <summary>The layers, for instance <c>Residual { Conv2d { ... }, Relu { ... } }</c>.</summary>
    public override string ToString() =>
        $"Residual {{ {string.Join(", ", Layers)} }}" + (Shortcut.IsDefaultOrEmpty ? "" : $" + {{ {string.Join(", ", Shortcut)} }}");

    internal override void Check(SpecProblems problems, string name)
    {
        problems.Require(!Layers.IsDefaultOrEmpty,
            $"{Title(name)}: it holds 0 layers and needs >= 1; put what is added to the input into it.")
            .Require(!Shortcut.IsDefault, $"{Title(name)}: the shortcut is missing; write [] to pass the input on as it is.");
        LayerList.Check(Layers, problems, $"{name}.");
        LayerList.Check(Shortcut, problems, $"{name}.shortcut.");
    }

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        var inner = LayerList.Bind(Layers, input, $"{name}.");
        var shortcut = LayerList.Bind(Shortcut, input, $"{name}.shortcut.");
        Shape output = inner[^1].Output, passedOn = shortcut.IsEmpty ? input : shortcut[^1].Output;
        if (output != passedOn)
            throw Refuse(name, input, shortcut.IsEmpty
                ? $"its layers make {output} of it, and only equal shapes can be added. Keep stride 1, the default padding and the number "
                    + "of channels inside it, or give it a shortcut, for instance a 1 x 1 convolution with their filters and stride."
                : $"its layers make {output} of it and its shortcut {passedOn}, and only equal shapes can be added. "
                    + "Give both the same filters and strides.");
        return new(name, this, input, output) { Inner = inner, Shortcut = shortcut };
    }
}
