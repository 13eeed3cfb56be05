using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer 2011), as <c>torch.optim.Adagrad</c>: steps scaled by the root of all squared gradients so far.
/// </summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Epsilon">Added to the root, above 0.</param>
/// <param name="WeightDecay">Times the weight, added to the gradient (L2); 0 or more.</param>
public sealed record Adagrad(double LearningRate = 1e-2, double Epsilon = 1e-10, double WeightDecay = 0) : Optimizer
{
    internal override OptimizerState Start(TensorPieces tensors) => new AdagradState(this, tensors);

    internal override void Check(SpecProblems problems)
    {
        CheckRates(problems, 0.01, WeightDecay);
        CheckEpsilon(problems, Epsilon, "1e-10");
    }
}
