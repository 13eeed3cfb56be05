using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>How gradients change weights. The formulas, and the names of their numbers, are PyTorch's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Sgd), "sgd")]
[JsonDerivedType(typeof(Adam), "adam")]
[JsonDerivedType(typeof(AdamW), "adamW")]
[JsonDerivedType(typeof(Adagrad), "adagrad")]
[JsonDerivedType(typeof(Lbfgs), "lbfgs")]
public abstract record Optimizer
{
    private protected Optimizer() { }

    /// <summary>Size of a step, above 0; a schedule multiplies it.</summary>
    public abstract double LearningRate { get; init; }

    /// <summary>Notes what is wrong with the numbers.</summary>
    internal abstract void Check(SpecProblems problems);

    /// <summary>Begins a training: nothing is remembered of earlier gradients.</summary>
    /// <param name="tensors">What is to be trained, and who does the work.</param>
    internal abstract OptimizerState Start(TensorPieces tensors);

    private protected void CheckRates(SpecProblems problems, double usualRate, double weightDecay) => problems
        .Require(LearningRate > 0 && double.IsFinite(LearningRate),
            $"{GetType().Name}: learning rate {LearningRate} must be above 0; {usualRate} is usual.")
        .Require(weightDecay >= 0 && double.IsFinite(weightDecay),
            $"{GetType().Name}: weight decay {weightDecay} must be >= 0; 0, 1e-4 or 0.01 are usual.");

    private protected void CheckEpsilon(SpecProblems problems, double epsilon, string usual) =>
        problems.Require(epsilon > 0 && double.IsFinite(epsilon),
            $"{GetType().Name}: epsilon {epsilon} must be above 0; {usual} is usual.");

    private protected void CheckBetas(SpecProblems problems, double beta1, double beta2) => problems
        .Require(beta1 is >= 0 and < 1, $"{GetType().Name}: beta1 {beta1} must be >= 0 and below 1; 0.9 is usual.")
        .Require(beta2 is >= 0 and < 1, $"{GetType().Name}: beta2 {beta2} must be >= 0 and below 1; 0.999 is usual.");
}
