using System.Collections.Immutable;

namespace Workbench.Models;

/// <summary>A named block of float32 values, row-major.</summary>
public sealed class Tensor
{
    private readonly float[] values;

    /// <summary>Wraps values; the array is not copied.</summary>
    /// <param name="name">Its name, for instance <c>0.weight</c>.</param>
    /// <param name="shape">Sizes, outermost first; none for a single value.</param>
    /// <param name="values">As many values as the sizes multiply to.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public Tensor(string name, ImmutableArray<int> shape, float[] values)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        if (count != values.Length || shape.Any(size => size < 0))
            throw new ArgumentException($"Tensor {name}: {values.Length} values do not fill the shape [{string.Join(", ", shape)}].",
                nameof(values));
        Name = name;
        Shape = shape;
        this.values = values;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Sizes, outermost first.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>All values, row-major.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The array of the values itself, for whoever takes it over from the tensor.</summary>
    internal float[] Array => values;
}
