using Workbench.Foundation;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary>Adagrad (Duchi, Hazan and Singer 2011), as <c>torch.optim.Adagrad</c>: steps scaled by the root of all squared gradients so far.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Epsilon">Added to the root, above 0.</param>
public sealed record Adagrad(double LearningRate = 1e-2, double Epsilon = 1e-10) : Optimizer
{
    internal override OptimizerState Start(IEnumerable<Parameter> parameters, Workers workers) => new AdagradState(this, parameters, workers);

    internal override void Check(SpecProblems problems) => problems
        .Require(LearningRate > 0 && double.IsFinite(LearningRate), $"Adagrad: learning rate {LearningRate} must be above 0; 0.01 is usual.")
        .Require(Epsilon > 0 && double.IsFinite(Epsilon), $"Adagrad: epsilon {Epsilon} must be above 0; 1e-10 is usual.");
}
