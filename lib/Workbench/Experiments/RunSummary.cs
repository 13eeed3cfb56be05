using System.Collections.Immutable;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>
/// What a run found, as <c>scores.json</c> holds it and <c>workbench train --json</c> prints it. The scores are those of
/// the test part unless they stand under <see cref="Validation"/>.
/// </summary>
public sealed record RunSummary
{
    /// <summary>The run's name: its folder in the run store.</summary>
    public required string Run { get; init; }

    /// <summary>Seed of split and training.</summary>
    public required int Seed { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>Songs used, all parts together.</summary>
    public required int Tracks { get; init; }

    /// <summary>Songs left out because they could not be read or have no label.</summary>
    public required int Skipped { get; init; }

    /// <summary>Number of labels that the model knows.</summary>
    public required int Labels { get; init; }

    /// <summary>Trained numbers in the model.</summary>
    public required long Parameters { get; init; }

    /// <summary>Songs learned from.</summary>
    public required int TrainTracks { get; init; }

    /// <summary>Songs of the validation part.</summary>
    public required int ValidationTracks { get; init; }

    /// <summary>Songs of the test part.</summary>
    public required int TestTracks { get; init; }

    /// <summary>How often the test part of this split has been opened, this run included; above 1 it is less of a test.</summary>
    public required int TestOpenings { get; init; }

    /// <summary>Area under the ROC curve, mean over the labels that have both positives and negatives.</summary>
    public required double? RocAucMacro { get; init; }

    /// <summary>Area under the ROC curve over all label-song pairs.</summary>
    public required double? RocAucMicro { get; init; }

    /// <summary>Average precision, mean over the labels that have positives.</summary>
    public required double? PrAucMacro { get; init; }

    /// <summary>Average precision over all label-song pairs.</summary>
    public required double? PrAucMicro { get; init; }

    /// <summary>Share of songs whose highest-scored label is right; only for data with one label a song.</summary>
    public required double? AccuracyTop1 { get; init; }

    /// <summary>Share of songs with every label right at the threshold 0.5.</summary>
    public required double SubsetAccuracy { get; init; }

    /// <summary>Share of label-song pairs that are right at the threshold 0.5 ("binary accuracy").</summary>
    public required double HammingAccuracy { get; init; }

    /// <summary>The <see cref="HammingAccuracy"/> of predicting no label at all: what it has to be compared with.</summary>
    public required double AllNegativeBaseline { get; init; }

    /// <summary>F1 at the threshold 0.5, mean over labels.</summary>
    public required double F1Macro { get; init; }

    /// <summary>The scores label by label.</summary>
    public required ImmutableArray<LabelScores> PerLabel { get; init; }

    /// <summary>Labels whose AUC is undefined on the test part, and so not in the means.</summary>
    public required ImmutableArray<string> UndefinedLabels { get; init; }

    /// <summary>The scores of the validation part, by which the best epoch was chosen.</summary>
    public required ValidationScores Validation { get; init; }

    /// <summary>Epochs trained.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch whose weights were kept, from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Seconds from the first song to the last score.</summary>
    public required double Seconds { get; init; }

    /// <summary>What the reader of the scores should know, for instance labels absent from a part.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}
