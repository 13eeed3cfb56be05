using Workbench.Foundation;

namespace Workbench.Training;

/// <summary>How a model is trained: by binary cross-entropy on logits, one yes or no a label, with early stopping.</summary>
public sealed record TrainingSpec
{
    /// <summary>Adam, 100 epochs at most, batches of 32, patience 15, seed 0.</summary>
    public static TrainingSpec Default { get; } = new();

    /// <summary>How gradients change weights.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>Passes over the training part at most, at least 1.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Songs a step, at least 1. The last batch may be smaller.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Epochs without a better macro ROC-AUC on the validation part before training stops, at least 1. The best epoch's weights are kept.</summary>
    public int Patience { get; init; } = 15;

    /// <summary>How much positives count.</summary>
    public PositiveWeighting PositiveWeighting { get; init; } = PositiveWeighting.None;

    /// <summary>Seed of the first weights, the shuffles and the dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">A number is out of its range.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(TrainingSpec));
        Optimizer.Check(problems);
        problems
            .Require(Epochs >= 1, $"Epochs {Epochs} must be >= 1; 100 is usual.")
            .Require(BatchSize >= 1, $"Batch size {BatchSize} must be >= 1; 32 is usual.")
            .Require(Patience >= 1, $"Patience {Patience} must be >= 1; 15 is usual, as many as the epochs never stops early.")
            .Require(Enum.IsDefined(PositiveWeighting), $"Positive weighting {PositiveWeighting} must be none or balanced; none is usual.")
            .ThrowIfAny();
    }
}
