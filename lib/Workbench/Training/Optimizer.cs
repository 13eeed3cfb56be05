using System.Text.Json.Serialization;
using Workbench.Foundation;

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
}
