using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>Adam (Kingma and Ba 2015), as <c>torch.optim.Adam</c>: steps scaled by running moments of the gradient.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Beta1">Share kept of the running mean, from 0 to below 1.</param>
/// <param name="Beta2">Share kept of the running mean square, from 0 to below 1.</param>
/// <param name="Epsilon">Added to the root of the mean square, above 0.</param>
/// <param name="WeightDecay">Times the weight, added to the gradient (L2); 0 or more.</param>
public sealed record Adam(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8,
    double WeightDecay = 0) : Optimizer
{
    internal override OptimizerState Start(TensorPieces tensors) =>
        new AdamState(this, tensors, Beta1, Beta2, Epsilon, WeightDecay, decouplesDecay: false);

    internal override void Check(SpecProblems problems)
    {
        CheckRates(problems, 0.001, WeightDecay);
        CheckBetas(problems, Beta1, Beta2);
        CheckEpsilon(problems, Epsilon, "1e-8");
    }
}
