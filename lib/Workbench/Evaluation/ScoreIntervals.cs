using System.Collections.Immutable;

namespace Workbench.Evaluation;

/// <summary>
/// How far the <see cref="Scores"/> would move with other artists, or those of two models on
/// the same tracks differ; null where a score is undefined.
/// </summary>
public sealed record ScoreIntervals
{
    /// <summary>Of <see cref="Scores.RocAucMacro"/>.</summary>
    public required Interval? RocAucMacro { get; init; }

    /// <summary>Of <see cref="Scores.RocAucMicro"/>.</summary>
    public required Interval? RocAucMicro { get; init; }

    /// <summary>Of <see cref="Scores.RocAucWeighted"/>.</summary>
    public required Interval? RocAucWeighted { get; init; }

    /// <summary>Of <see cref="Scores.RocAucSamples"/>.</summary>
    public required Interval? RocAucSamples { get; init; }

    /// <summary>Of <see cref="Scores.PrAucMacro"/>.</summary>
    public required Interval? PrAucMacro { get; init; }

    /// <summary>Of <see cref="Scores.PrAucMicro"/>.</summary>
    public required Interval? PrAucMicro { get; init; }

    /// <summary>Of <see cref="Scores.AccuracyTop1"/>.</summary>
    public required Interval? AccuracyTop1 { get; init; }

    /// <summary>Of <see cref="Scores.SubsetAccuracy"/>.</summary>
    public required Interval? SubsetAccuracy { get; init; }

    /// <summary>Of <see cref="Scores.HammingAccuracy"/>.</summary>
    public required Interval? HammingAccuracy { get; init; }

    /// <summary>Of <see cref="Scores.F1Macro"/>.</summary>
    public required Interval? F1Macro { get; init; }

    /// <summary>Of <see cref="Scores.F1Micro"/>.</summary>
    public required Interval? F1Micro { get; init; }

    /// <summary>Of <see cref="Scores.JaccardSamples"/>.</summary>
    public required Interval? JaccardSamples { get; init; }

    /// <summary>Of the average precision of <see cref="Scores.Ranking"/> (LRAP).</summary>
    public required Interval? RankingAveragePrecision { get; init; }

    /// <summary>Of the coverage error of <see cref="Scores.Ranking"/>.</summary>
    public required Interval? CoverageError { get; init; }

    /// <summary>Of the ranking loss of <see cref="Scores.Ranking"/>.</summary>
    public required Interval? RankingLoss { get; init; }

    /// <summary>Of <see cref="Scores.LogLoss"/>.</summary>
    public required Interval? LogLoss { get; init; }

    /// <summary>Of <see cref="Scores.Brier"/>.</summary>
    public required Interval? Brier { get; init; }

    /// <summary>
    /// Of <see cref="Scores.CalibrationError"/>. Few draws are as well calibrated as all songs together: it may lie below its interval.
    /// </summary>
    public required Interval? CalibrationError { get; init; }

    /// <summary>Each label, in the order of the model's outputs.</summary>
    public required ImmutableArray<LabelIntervals> PerLabel { get; init; }
}
