using System.Text.Json.Serialization;
using Workbench.Foundation;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary>How gradients change weights. The formulas, and the names of their numbers, are PyTorch's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(Adagrad), "adagrad")]
public abstract record Optimizer
{
    private protected Optimizer() { }

    /// <summary>Notes what is wrong with the numbers.</summary>
    internal abstract void Check(SpecProblems problems);

    /// <summary>Begins a training: nothing is remembered of earlier gradients.</summary>
    /// <param name="parameters">What is to be trained.</param>
    /// <param name="workers">Who does the work.</param>
    internal abstract OptimizerState Start(IEnumerable<Parameter> parameters, Workers workers);
}
