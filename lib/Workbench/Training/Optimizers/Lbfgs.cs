using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal 1989) over all songs at once, until the fit has converged: for models without layers, which become
/// scikit-learn's <c>LogisticRegression</c> with <c>C = 1 / L2</c>. An epoch is one iteration, the last one is kept, and patience and batch
/// size are of no account. Fitted in managed code, whatever the engine.
/// </summary>
/// <param name="L2">
/// Strength of the penalty, 0 or more: half of it times the sum of the squared weights, without biases, is added to the sum of the losses.
/// Null to choose it inside the training part: a power of ten by the log loss of songs of other artists, in five folds.
/// </param>
public sealed record Lbfgs(double? L2 = null) : Optimizer
{
    /// <summary>Of no account, and 1: a line search finds the size of each step.</summary>
    [JsonIgnore]
    public override double LearningRate { get => 1; init { } }

    internal override OptimizerState Start(TensorPieces tensors) =>
        throw new NotSupportedException("L-BFGS needs the loss of all songs at any weights, and takes no steps by batches.");

    internal override void Check(SpecProblems problems) => problems.Require(L2 is null or (>= 0 and < double.PositiveInfinity),
        $"Lbfgs: L2 {L2} must be >= 0; 1 is usual, null chooses it inside the training part.");
}
