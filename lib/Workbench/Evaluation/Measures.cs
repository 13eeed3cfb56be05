using System.Collections.Immutable;
using Workbench.Datasets;
using static Workbench.Evaluation.BetterWhen;

namespace Workbench.Evaluation;

/// <summary>
/// Every score of the workbench, declared once: its names, what it says, which way it is better, and how it is computed where a song may
/// count several times. <see cref="Scores"/>, their intervals and paired differences, reports, model cards, <c>scores.json</c> and the
/// tables for SQL go through these lists, so a declaration here is all that a new score needs.
/// </summary>
public static class Measures
{
    private static readonly ImmutableArray<ClassificationTask>
        MultiLabel = [ClassificationTask.MultiLabel], SingleLabel = [ClassificationTask.SingleLabel],
        EveryTask = [.. MultiLabel, .. SingleLabel];

    private static readonly List<Measure> Declared = [];
    private static readonly List<LabelMeasure> DeclaredOfLabels = [];

    // How often the one label of a song is found, where songs have exactly one.

    /// <summary>
    /// The share of songs whose highest score, the first of equals, is at their one label; a song whose label the model does not know is
    /// never right.
    /// </summary>
    public static Measure AccuracyTop1 { get; } = Declare(new("accuracyTop1", "top1_accuracy", "top-1 accuracy",
        "share of songs whose highest score is at their genre, where every song has exactly one", Higher,
        predictions => predictions.IsSingleLabel
            ? predictions.MeanOverSongs(song => song.Truth[Decisions.IndexOfHighest(song.Scores)] ? 1 : 0)
            : null)
    { HeadlineOf = SingleLabel });

    // How well the labels' scores rank the songs.

    /// <summary><see cref="RocAuc.Macro"/>.</summary>
    public static Measure RocAucMacro { get; } = Declare(new("rocAucMacro", "auc", "ROC-AUC, macro",
        "a random song of a genre is ranked above a random other one this often, mean over genres", Higher,
        predictions => predictions.Areas.Average(area => area.RocAuc))
    { HeadlineOf = EveryTask });

    /// <summary><see cref="RocAuc.Micro"/>.</summary>
    public static Measure RocAucMicro { get; } = Declare(new("rocAucMicro", "auc_micro", "ROC-AUC, micro",
        "the same over all pairs of song and genre", Higher, predictions => predictions.PooledAreas.RocAuc)
    { HeadlineOf = EveryTask });

    /// <summary><see cref="RocAuc.Weighted"/>.</summary>
    public static Measure RocAucWeighted { get; } = Declare(new("rocAucWeighted", "auc_weighted", "ROC-AUC, weighted",
        "the same where frequent genres count more", Higher,
        predictions => predictions.MeanByPositives(predictions.Areas.Select(area => area.RocAuc))));

    /// <summary><see cref="RocAuc.Samples"/>.</summary>
    public static Measure RocAucSamples { get; } = Declare(new("rocAucSamples", "auc_samples", "ROC-AUC, samples",
        "a genre that a song has is ranked above one that it lacks this often, mean over songs", Higher,
        predictions => predictions.MeanOverSongs(song => RocAuc.Of(song.Truth, song.Scores))));

    /// <summary><see cref="AveragePrecision.Macro"/>.</summary>
    public static Measure PrAucMacro { get; } = Declare(new("prAucMacro", "ap", "average precision, macro",
        "rewards finding the few songs of a rare genre: area under the precision-recall curve by steps", Higher,
        predictions => predictions.Areas.Average(area => area.AveragePrecision))
    { HeadlineOf = EveryTask });

    /// <summary><see cref="AveragePrecision.Micro"/>.</summary>
    public static Measure PrAucMicro { get; } = Declare(new("prAucMicro", "ap_micro", "average precision, micro",
        "the same over all pairs of song and genre", Higher, predictions => predictions.PooledAreas.AveragePrecision)
    { HeadlineOf = EveryTask });

    // How well a song's own labels stand above the others.

    /// <summary><see cref="RankingScores.AveragePrecision"/>.</summary>
    public static Measure RankingAveragePrecision { get; } = Declare(new("rankingAveragePrecision", "ranking_ap",
        "ranking average precision", "how far a song's own genres stand above the others (LRAP)", Higher,
        predictions => predictions.MeanOverSongs(song => RankingScores.AveragePrecisionOf(song.Truth, song.Scores)))
    { HeadlineOf = EveryTask, Path = "ranking.averagePrecision" });

    /// <summary><see cref="RankingScores.CoverageError"/>.</summary>
    public static Measure CoverageError { get; } = Declare(new("coverageError", "coverage_error", "coverage error",
        "how far down a song's ranking its last genre stands", Lower,
        predictions => predictions.MeanOverSongs(song => RankingScores.CoverageErrorOf(song.Truth, song.Scores)))
    { Path = "ranking.coverageError" });

    /// <summary><see cref="RankingScores.RankingLoss"/>.</summary>
    public static Measure RankingLoss { get; } = Declare(new("rankingLoss", "ranking_loss", "ranking loss",
        "share of pairs of a genre that a song has and one that it lacks which stand the wrong way round", Lower,
        predictions => predictions.MeanOverSongs(song => RankingScores.RankingLossOf(song.Truth, song.Scores)))
    { Path = "ranking.rankingLoss" });

    // How good the yes and no are.

    /// <summary><see cref="DecisionScores.Macro"/>'s F1.</summary>
    public static Measure F1Macro { get; } = Declare(new("f1Macro", "f1", "F1 at 0.5, macro",
        "precision and recall of the plain yes and no", Higher,
        predictions => Enumerable.Range(0, predictions.LabelCount).Average(predictions.F1))
    { HeadlineOf = MultiLabel });

    /// <summary><see cref="DecisionScores.Micro"/>'s F1.</summary>
    public static Measure F1Micro { get; } = Declare(new("f1Micro", "f1_micro", "F1 at 0.5, micro",
        "the same over all pairs of song and genre", Higher, predictions => predictions.AllDecisions.F1)
    { HeadlineOf = MultiLabel });

    /// <summary><see cref="DecisionScores.Samples"/>' Jaccard index.</summary>
    public static Measure JaccardSamples { get; } = Declare(new("jaccardSamples", "jaccard", "Jaccard index, samples",
        "share of the genres decided for or true that are both, mean over songs", Higher,
        predictions => predictions.MeanOverSongs(song => Confusion.Of(song.Truth, song.Decisions).Jaccard)));

    /// <summary>The share of songs all of whose decisions are right: exact match.</summary>
    public static Measure SubsetAccuracy { get; } = Declare(new("subsetAccuracy", "subset_accuracy", "subset accuracy",
        "share of songs with every yes and no right", Higher,
        predictions => predictions.MeanOverSongs(song => song.Truth.SequenceEqual(song.Decisions) ? 1 : 0))
    { HeadlineOf = MultiLabel });

    /// <summary>The share of all decisions that are right.</summary>
    public static Measure HammingAccuracy { get; } = Declare(new("hammingAccuracy", "hamming_accuracy", "Hamming accuracy",
        "share of right yes and no; flatters where genres are many", Higher, predictions => predictions.AllDecisions.Accuracy)
    { HeadlineOf = MultiLabel });

    // How good the scores are as probabilities; undefined for scores that are none.

    /// <summary>The mean over labels of the log loss, in nats: at least 0, lower is better.</summary>
    public static Measure LogLoss { get; } = Declare(new("logLoss", "log_loss", "log loss",
        "minus the logarithm of the probability given to what was true; being sure and wrong costs much", Lower,
        predictions => predictions.AreProbabilities
            ? predictions.MeanOverSongs(song => ProbabilityScores.LogLossOf(song.Truth, song.Scores))
            : null)
    { Plain = predictions => predictions.AreProbabilities ? ProbabilityScores.From(predictions.Predictions).LogLoss : null });

    /// <summary>The mean over labels of the Brier score, 0 to 1, lower is better.</summary>
    public static Measure Brier { get; } = Declare(new("brier", "brier", "Brier score",
        "squared distance of probability and truth", Lower,
        predictions => predictions.AreProbabilities
            ? predictions.MeanOverSongs(song => ProbabilityScores.BrierOf(song.Truth, song.Scores))
            : null)
    {
        HeadlineOf = EveryTask,
        Plain = predictions => predictions.AreProbabilities ? ProbabilityScores.From(predictions.Predictions).Brier : null,
    });

    /// <summary>
    /// <see cref="CalibrationCurve.ExpectedError"/> of all labels together. Few draws are as well calibrated as all songs together: it may
    /// lie below its interval.
    /// </summary>
    public static Measure CalibrationError { get; } = Declare(new("calibrationError", "calibration_error", "calibration error",
        "distance of probability and share that is true, bin by bin (ECE)", Lower, predictions => predictions.CalibrationError)
    {
        HeadlineOf = EveryTask,
        Plain = predictions => predictions.AreProbabilities ? CalibrationCurve.From(predictions.Predictions).ExpectedError : null,
    });

    // How well one label is recognised.

    /// <summary><see cref="RocAuc.Of(ReadOnlySpan{bool}, ReadOnlySpan{double})"/>.</summary>
    public static LabelMeasure LabelRocAuc { get; } = DeclareOfLabels(new("rocAuc", "auc", "ROC-AUC",
        "a random song of the genre is ranked above a random other one this often", Higher,
        (predictions, label) => predictions.Areas[label].RocAuc)
    { HeadlineOf = EveryTask });

    /// <summary><see cref="AveragePrecision.Of(ReadOnlySpan{bool}, ReadOnlySpan{double})"/>.</summary>
    public static LabelMeasure LabelAveragePrecision { get; } = DeclareOfLabels(new("averagePrecision", "ap", "average precision",
        "area under the precision-recall curve by steps", Higher, (predictions, label) => predictions.Areas[label].AveragePrecision)
    { HeadlineOf = MultiLabel });

    /// <summary>Share of the decisions for a label that are right; 0 where there are none.</summary>
    public static LabelMeasure LabelPrecision { get; } = DeclareOfLabels(new("precision", "precision", "precision",
        "share of the songs decided for that have the genre", Higher, (predictions, label) => predictions.Precision(label))
    { HeadlineOf = SingleLabel });

    /// <summary>Share of the songs with a label for which it was decided; 0 where there are none.</summary>
    public static LabelMeasure LabelRecall { get; } = DeclareOfLabels(new("recall", "recall", "recall",
        "share of the songs of the genre that were decided for", Higher, (predictions, label) => predictions.Recall(label))
    { HeadlineOf = SingleLabel });

    /// <summary>Harmonic mean of precision and recall; 0 where nothing was right.</summary>
    public static LabelMeasure LabelF1 { get; } = DeclareOfLabels(new("f1", "f1", "F1",
        "precision and recall of the yes and no", Higher, (predictions, label) => predictions.F1(label)));

    // The lists; static members are filled in the order of the text, so these stand below the declarations.

    /// <summary>All measures of all labels together, in the order in which they are read.</summary>
    public static ImmutableArray<Measure> All { get; } = [.. Declared];

    /// <summary>Those of <see cref="All"/> that are headlines of any task.</summary>
    public static ImmutableArray<Measure> Headlines { get; } = [.. Declared.Where(measure => !measure.HeadlineOf.IsEmpty)];

    /// <summary>All measures of one label, in the order in which they are read.</summary>
    public static ImmutableArray<LabelMeasure> OfLabels { get; } = [.. DeclaredOfLabels];

    /// <summary>
    /// What reports show of a task, the first above all: runs are ranked by it. Where songs have one label, shares of right yes and no are
    /// left out: whoever says no to every label would be right most of the time.
    /// </summary>
    public static ImmutableArray<Measure> HeadlinesOf(ClassificationTask task) =>
        [.. Declared.Where(measure => measure.HeadlineOf.Contains(task))];

    /// <summary>Those of <see cref="OfLabels"/> that reports show of a task.</summary>
    public static ImmutableArray<LabelMeasure> HeadlinesOfLabels(ClassificationTask task) =>
        [.. DeclaredOfLabels.Where(measure => measure.HeadlineOf.Contains(task))];

    private static Measure Declare(Measure measure)
    {
        Declared.Add(measure);
        return measure;
    }

    private static LabelMeasure DeclareOfLabels(LabelMeasure measure)
    {
        DeclaredOfLabels.Add(measure);
        return measure;
    }
}
