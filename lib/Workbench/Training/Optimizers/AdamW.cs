using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019), as <c>torch.optim.AdamW</c>: <see cref="Adam"/> whose weight decay is not scaled by the moments.
/// </summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Beta1">Share kept of the running mean, from 0 to below 1.</param>
/// <param name="Beta2">Share kept of the running mean square, from 0 to below 1.</param>
/// <param name="Epsilon">Added to the root of the mean square, above 0.</param>
/// <param name="WeightDecay">Times the learning rate, the share of each weight that a step takes away first; 0 or more.</param>
public sealed record AdamW(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8,
    double WeightDecay = 0.01) : Optimizer
{
    internal override OptimizerState Start(TensorPieces tensors) =>
        new Adam.State(this, tensors, Beta1, Beta2, Epsilon, WeightDecay, decouplesDecay: true);

    internal override void Check(SpecProblems problems)
    {
        CheckRates(problems, 0.001, WeightDecay);
        CheckBetas(problems, Beta1, Beta2);
        CheckEpsilon(problems, Epsilon, "1e-8");
    }
}
