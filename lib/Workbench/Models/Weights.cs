using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>The tensors of a model, with PyTorch's names and layouts.</summary>
/// <param name="tensors">The tensors, in order; names are distinct.</param>
public sealed class Weights(IEnumerable<Tensor> tensors)
{
    /// <summary>The tensors, in order.</summary>
    public ImmutableArray<Tensor> Tensors { get; } = [.. tensors];

    /// <summary>The tensor of this name.</summary>
    /// <exception cref="WorkbenchException">There is none.</exception>
    public Tensor this[string name] => Tensors.SingleOrDefault(t => t.Name == name)
        ?? throw new WorkbenchException(
            $"The weights hold no tensor {name}, but {string.Join(", ", Tensors.Select(t => t.Name))}; they belong to another model.");

    /// <summary>Fresh weights, as PyTorch starts them: see <see cref="ParameterRole"/>.</summary>
    /// <param name="plan">The model; an <see cref="OwnNetwork"/> draws its own.</param>
    /// <param name="rng">Source of the draw.</param>
    public static Weights Initialize(ModelPlan plan, Random rng) => new([.. plan.Parameters.Select(p => Initialize(p, rng))]);

    /// <summary>Makes sure that the model's tensors are all there, in their shapes, and no others.</summary>
    /// <exception cref="WorkbenchException">A tensor is missing, has another shape, or is one too many.</exception>
    public void RequireFit(ModelPlan plan)
    {
        var expected = plan.Parameters.ToList();
        foreach (var parameter in expected)
            if (!this[parameter.Name].Shape.SequenceEqual(parameter.Shape))
                throw new WorkbenchException($"Tensor {parameter.Name} has the shape [{string.Join(", ", this[parameter.Name].Shape)}], "
                    + $"but the model needs [{string.Join(", ", parameter.Shape)}]; the weights belong to another model.");
        var surplus = Tensors.Select(t => t.Name).Except(expected.Select(p => p.Name)).ToList();
        if (surplus.Count > 0)
            throw new WorkbenchException(
                $"The weights hold {string.Join(", ", surplus)}, which the model does not have; they belong to another model.");
    }

    private static Tensor Initialize(ParameterSpec parameter, Random rng)
    {
        var values = new float[parameter.Count];
        if (parameter.Role is ParameterRole.Weight or ParameterRole.Bias or ParameterRole.Center)
        {
            var bound = 1 / Math.Sqrt(parameter.FanIn);
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)((2 * rng.NextDouble() - 1) * bound);
        }
        else if (parameter.Role is ParameterRole.Scale or ParameterRole.RunningVariance)
            Array.Fill(values, 1f);
        return new(parameter.Name, parameter.Shape, values);
    }
}
