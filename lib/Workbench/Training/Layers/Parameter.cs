using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>A tensor of a layer, with its gradient.</summary>
internal sealed class Parameter
{
    /// <summary>Copies a tensor in.</summary>
    /// <param name="spec">What it is.</param>
    /// <param name="start">Its values.</param>
    public Parameter(ParameterSpec spec, Tensor start)
    {
        Spec = spec;
        var rows = spec.Shape.Length > 1 ? spec.Shape[0] : 1;
        Value = new(rows, spec.Count / rows);
        Gradient = new(spec.IsTrained ? rows : 0, Value.Columns);
        start.Values.CopyTo(Value.Values);
    }

    /// <summary>What it is.</summary>
    public ParameterSpec Spec { get; }

    /// <summary>Its values now: a row for each unit or filter; a vector is one row.</summary>
    public Matrix Value { get; }

    /// <summary>How the loss changes with each value; no rows where nothing is trained.</summary>
    public Matrix Gradient { get; }

    /// <summary>Copies the values out.</summary>
    public Tensor ToTensor() => new(Spec.Name, Spec.Shape, Value.Values.ToArray());
}
