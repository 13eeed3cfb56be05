using System.Collections.Immutable;

namespace Workbench.Models;

/// <summary>A layer in its place: the shapes around it and what it costs.</summary>
/// <param name="Name">
/// Its name in a PyTorch <c>Sequential</c>: the 0-based index, after a dot inside a
/// <see cref="Residual"/>, after <c>.shortcut.</c> on its shortcut.
/// </param>
/// <param name="Layer">What it does.</param>
/// <param name="Input">Shape of one example before it.</param>
/// <param name="Output">Shape of one example after it.</param>
public sealed record LayerPlan(string Name, LayerSpec Layer, Shape Input, Shape Output)
{
    /// <summary>Its own tensors, those of <see cref="Inner"/> layers not included.</summary>
    public ImmutableArray<ParameterSpec> Parameters { get; init; } = [];

    /// <summary>The layers inside a <see cref="Residual"/>.</summary>
    public ImmutableArray<LayerPlan> Inner { get; init; } = [];

    /// <summary>The layers on the shortcut of a <see cref="Residual"/>.</summary>
    public ImmutableArray<LayerPlan> Shortcut { get; init; } = [];

    /// <summary>
    /// Multiplications followed by an addition for one example, in Linear, Conv2d and RbfKernel, inner layers not included.
    /// </summary>
    public long MultiplyAdds { get; init; }

    /// <summary>Trained values of this layer, inner layers not included.</summary>
    public long ParameterCount => Parameters.Where(p => p.IsTrained).Sum(p => (long)p.Count);

    /// <summary>This layer and the layers inside it, in the order in which they run.</summary>
    public IEnumerable<LayerPlan> Flatten() => Inner.Concat(Shortcut).SelectMany(l => l.Flatten()).Prepend(this);
}
