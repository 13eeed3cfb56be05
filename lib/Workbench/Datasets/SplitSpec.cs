using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>How a dataset is divided into training, validation and test parts.</summary>
public sealed record SplitSpec
{
    /// <summary>70 / 20 / 10, artists kept together, seed 0.</summary>
    public static SplitSpec Default { get; } = new();

    /// <summary>What is kept on one side.</summary>
    public SplitGrouping Grouping { get; init; } = SplitGrouping.Artist;

    /// <summary>Share of the recordings to learn from, above 0.</summary>
    public double TrainShare { get; init; } = 0.7;

    /// <summary>Share to choose by, above 0.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Share to judge by, above 0. The three shares add up to 1.</summary>
    public double TestShare { get; init; } = 0.1;

    /// <summary>Seed of the draw: the same seed, dataset and shares give the same parts.</summary>
    public int Seed { get; init; }

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">A share is not above 0, or the shares do not add up to 1.</exception>
    public void Validate() => new SpecProblems(nameof(SplitSpec))
        .Require(TrainShare > 0 && ValidationShare > 0 && TestShare > 0, $"Shares {TrainShare}, {ValidationShare}, {TestShare} must all be above 0; 0.7, 0.2, 0.1 are usual.")
        .Require(Math.Abs(TrainShare + ValidationShare + TestShare - 1) < 1e-9, $"Shares {TrainShare} + {ValidationShare} + {TestShare} must add up to 1; 0.7, 0.2, 0.1 are usual.")
        .ThrowIfAny();
}
