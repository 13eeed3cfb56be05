using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>Stochastic gradient descent, as <c>torch.optim.SGD</c> without dampening.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Momentum">Share kept of the earlier steps, from 0 to below 1.</param>
/// <param name="Nesterov">
/// Whether the gradient is taken as if the momentum had already acted (Sutskever et al. 2013); needs momentum.
/// </param>
/// <param name="WeightDecay">Times the weight, added to the gradient (L2); 0 or more.</param>
public sealed record Sgd(double LearningRate = 1e-2, double Momentum = 0.9, bool Nesterov = true, double WeightDecay = 0) : Optimizer
{
    internal override OptimizerState Start(TensorPieces tensors) => new SgdState(this, tensors);

    internal override void Check(SpecProblems problems)
    {
        CheckRates(problems, 0.01, WeightDecay);
        problems.Require(Momentum is >= 0 and < 1, $"Sgd: momentum {Momentum} must be >= 0 and below 1; 0.9 is usual.")
            .Require(!Nesterov || Momentum > 0, "Sgd: Nesterov needs a momentum above 0; use 0.9, or turn Nesterov off.");
    }
}
