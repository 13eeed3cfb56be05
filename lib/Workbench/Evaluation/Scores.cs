using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// How good predictions are, in the measures of the field; all equal scikit-learn's where both are defined. A label without
/// positives or without negatives has no area under its ROC curve: it is listed in <see cref="UndefinedLabels"/> and left out
/// of the means.
/// </summary>
public sealed record Scores
{
    /// <summary>Number of tracks judged.</summary>
    public required int TrackCount { get; init; }

    /// <summary><see cref="RocAuc.Macro"/>: the headline for many labels. Null if no label has both positives and negatives.</summary>
    public required double? RocAucMacro { get; init; }

    /// <summary><see cref="RocAuc.Micro"/>.</summary>
    public required double? RocAucMicro { get; init; }

    /// <summary><see cref="RocAuc.Weighted"/>.</summary>
    public required double? RocAucWeighted { get; init; }

    /// <summary><see cref="RocAuc.Samples"/>.</summary>
    public required double? RocAucSamples { get; init; }

    /// <summary>Area under the precision-recall curve by steps: <see cref="AveragePrecision.Macro"/>, not the trapezoids.</summary>
    public required double? PrAucMacro { get; init; }

    /// <summary>Area under the precision-recall curve by steps: <see cref="AveragePrecision.Micro"/>, not the trapezoids.</summary>
    public required double? PrAucMicro { get; init; }

    /// <summary>The <see cref="PrAucMacro"/> of guessing: the mean prevalence of the labels that have positives.</summary>
    public required double? PrevalenceBaseline { get; init; }

    /// <summary>Share of tracks whose highest score (first of equals) is at their label; null unless every track has exactly one.</summary>
    public required double? AccuracyTop1 { get; init; }

    /// <summary>Share of tracks all of whose decisions are right: exact match.</summary>
    public required double SubsetAccuracy { get; init; }

    /// <summary>
    /// Share of all decisions that are right. Flatters where labels are many: read it beside <see cref="AllNegativeBaseline"/>.
    /// </summary>
    public required double HammingAccuracy { get; init; }

    /// <summary>The <see cref="HammingAccuracy"/> of deciding for no label ever.</summary>
    public required double AllNegativeBaseline { get; init; }

    /// <summary>
    /// Mean of the labels' F1, where a label without any right decision counts 0 (scikit-learn's <c>zero_division=0</c>).
    /// </summary>
    public required double F1Macro { get; init; }

    /// <summary>F1 of all decisions as if of one label; 0 where none was right.</summary>
    public required double F1Micro { get; init; }

    /// <summary>Mean over tracks of the labels rightly decided for, over those that were decided or true.</summary>
    public required double JaccardSamples { get; init; }

    /// <summary>How well each track's labels stand above the others.</summary>
    public required RankingScores Ranking { get; init; }

    /// <summary><see cref="ProbabilityScores.LogLoss"/>; null for scores that are no probabilities.</summary>
    public required double? LogLoss { get; init; }

    /// <summary><see cref="ProbabilityScores.Brier"/>; null for scores that are no probabilities.</summary>
    public required double? Brier { get; init; }

    /// <summary><see cref="CalibrationCurve.ExpectedError"/> of all labels together; null for scores that are no probabilities.</summary>
    public required double? CalibrationError { get; init; }

    /// <summary>Each label, in the order of the model's outputs.</summary>
    public required ImmutableArray<LabelScores> PerLabel { get; init; }

    /// <summary>
    /// Labels whose ROC AUC is undefined, so that no mean contains it. Those with no positives lack the average precision too.
    /// </summary>
    public ImmutableArray<string> UndefinedLabels => [.. PerLabel.Where(label => label.RocAuc is null).Select(label => label.Label)];

    /// <summary>Judges predictions, deciding for a label where its score is at least the threshold.</summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="threshold">
    /// One for all labels. With 0.5, rare labels are seldom decided for and their F1 is low; that is the model's plain answer.
    /// </param>
    public static Scores From(Predictions predictions, double threshold = 0.5) =>
        From(predictions, Decisions.At(predictions.Scores, threshold));

    /// <summary>
    /// What knowing nothing but how frequent each label is gets: every track has its labels' shares among these tracks for scores, and so
    /// none is decided for but labels of half of the tracks.
    /// </summary>
    public static Scores OfGuessing(Predictions predictions)
    {
        var (truth, shares) = (predictions.Truth, new ScoreMatrix(predictions.TrackIds.Length, predictions.LabelNames.Length));
        for (var label = 0; label < truth.LabelCount; label++)
        {
            var share = (double)truth.Column(label).Count(isTrue => isTrue) / truth.RowCount;
            for (var row = 0; row < truth.RowCount; row++)
                shares[row, label] = share;
        }
        return From(new Predictions(predictions.LabelNames, predictions.TrackIds, predictions.Groups, truth, shares));
    }

    /// <summary>
    /// Judges predictions by decisions already made, for instance with one threshold a label or <see cref="Decisions.TopOne"/>.
    /// </summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="decisions"><c>[tracks, labels]</c>; the areas do not depend on them.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Scores From(Predictions predictions, LabelMatrix decisions)
    {
        var (truth, scores) = (predictions.Truth, predictions.Scores);
        if (decisions.RowCount != truth.RowCount || decisions.LabelCount != truth.LabelCount)
            throw new ArgumentException(
                $"Decisions [{decisions.RowCount}, {decisions.LabelCount}] do not fit the truth [{truth.RowCount}, {truth.LabelCount}].",
                nameof(decisions));

        var cutoffs = LabelAverage.PerLabel(truth, scores);
        var pooled = LabelAverage.Pooled(truth, scores);
        Confusion[] confusions = [.. Enumerable.Range(0, truth.LabelCount)
            .Select(label => Confusion.Of(truth.Column(label), decisions.Column(label)))];
        var all = confusions.Aggregate((a, b) => a + b);
        ImmutableArray<LabelScores> perLabel = [.. confusions.Select((confusion, label) => new LabelScores(
            predictions.LabelNames[label], confusion.PositiveCount, (double)confusion.PositiveCount / truth.RowCount,
            RocAuc.Of(cutoffs[label]), AveragePrecision.Of(cutoffs[label]), confusion.Precision, confusion.Recall, confusion.F1))];

        var probabilities = ProbabilityScores.AreProbabilities(predictions) ? ProbabilityScores.From(predictions) : null;
        return new()
        {
            TrackCount = truth.RowCount,
            RocAucMacro = perLabel.Average(label => label.RocAuc),
            RocAucMicro = RocAuc.Of(pooled),
            RocAucWeighted = RocAuc.Weighted(truth, scores),
            RocAucSamples = RocAuc.Samples(truth, scores),
            PrAucMacro = perLabel.Average(label => label.AveragePrecision),
            PrAucMicro = AveragePrecision.Of(pooled),
            PrevalenceBaseline = perLabel.Average(label => label.AveragePrecision is null ? null : label.Prevalence),
            AccuracyTop1 = IsSingleLabel(truth) ? ExactMatch(truth, Decisions.TopOne(scores)) : null,
            SubsetAccuracy = ExactMatch(truth, decisions),
            HammingAccuracy = all.Accuracy,
            AllNegativeBaseline = 1 - (double)all.PositiveCount / all.Count,
            F1Macro = perLabel.Average(label => label.F1),
            F1Micro = all.F1,
            JaccardSamples = DecisionScores.Samples(truth, decisions).Jaccard,
            Ranking = RankingScores.From(predictions),
            LogLoss = probabilities?.LogLoss,
            Brier = probabilities?.Brier,
            CalibrationError = probabilities is null ? null : CalibrationCurve.From(predictions).ExpectedError,
            PerLabel = perLabel,
        };
    }

    /// <summary>Whether every row has exactly one label.</summary>
    internal static bool IsSingleLabel(LabelMatrix truth)
    {
        for (var row = 0; row < truth.RowCount; row++)
            if (truth.Row(row).Count(true) != 1)
                return false;
        return true;
    }

    /// <summary>Share of the rows all of whose decisions are right.</summary>
    internal static double ExactMatch(LabelMatrix truth, LabelMatrix decisions)
    {
        var matches = 0;
        for (var row = 0; row < truth.RowCount; row++)
            if (truth.Row(row).SequenceEqual(decisions.Row(row)))
                matches++;
        return (double)matches / truth.RowCount;
    }
}
