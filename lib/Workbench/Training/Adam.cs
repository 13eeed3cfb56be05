using Workbench.Foundation;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Training;

/// <summary>Adam (Kingma and Ba 2015), as <c>torch.optim.Adam</c>: steps scaled by running moments of the gradient.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Beta1">Share kept of the running mean, from 0 to below 1.</param>
/// <param name="Beta2">Share kept of the running mean square, from 0 to below 1.</param>
/// <param name="Epsilon">Added to the root of the mean square, above 0.</param>
/// <param name="WeightDecay">Times the weight, added to the gradient (L2); 0 or more.</param>
public sealed record Adam(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0) : Optimizer
{
    internal override OptimizerState Start(IEnumerable<Parameter> parameters, Workers workers) => new AdamState(this, parameters, workers);

    internal override void Check(SpecProblems problems) => problems
        .Require(LearningRate > 0 && double.IsFinite(LearningRate), $"Adam: learning rate {LearningRate} must be above 0; 0.001 is usual.")
        .Require(Beta1 is >= 0 and < 1, $"Adam: beta1 {Beta1} must be >= 0 and below 1; 0.9 is usual.")
        .Require(Beta2 is >= 0 and < 1, $"Adam: beta2 {Beta2} must be >= 0 and below 1; 0.999 is usual.")
        .Require(Epsilon > 0 && double.IsFinite(Epsilon), $"Adam: epsilon {Epsilon} must be above 0; 1e-8 is usual.")
        .Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), $"Adam: weight decay {WeightDecay} must be >= 0; 0 or 1e-4 are usual.");
}
