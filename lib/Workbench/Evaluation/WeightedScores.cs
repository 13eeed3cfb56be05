using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// <see cref="Scores"/> where row i counts as often as its weight says: what resampling asks a thousand times. What can be computed once
/// is computed once.
/// </summary>
internal sealed class WeightedScores
{
    private const int ScoresPerLabel = 5;

    private readonly ImmutableArray<string> labels;
    private readonly WeightedAreas[] areas;
    private readonly WeightedAreas pooled;
    private readonly WeightedCounts[] counts;

    /// <summary>Null for scores that are no probabilities.</summary>
    private readonly WeightedCalibration? calibration;

    /// <summary>
    /// Scores that are means over rows, each with its value of every row, NaN for rows that it leaves out; null where it is undefined.
    /// </summary>
    private readonly double[]?[] rowScores;

    /// <summary>Prepares the scores.</summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="decisions"><c>[tracks, labels]</c>.</param>
    public WeightedScores(Predictions predictions, LabelMatrix decisions)
    {
        labels = predictions.LabelNames;
        areas = WeightedAreas.PerLabel(predictions);
        pooled = WeightedAreas.Pooled(predictions);
        counts = WeightedCounts.PerLabel(predictions.Truth, decisions);
        var rows = Enumerable.Range(0, predictions.TrackIds.Length)
            .Select(row => (Said: RowOf(predictions, row), Decided: RowOf(decisions, row))).ToArray();
        double[] OfEachRow(Func<Predictions, LabelMatrix, double> score) => [.. rows.Select(row => score(row.Said, row.Decided))];
        var rankings = rows.Select(row => RankingScores.From(row.Said)).ToArray();
        var areProbabilities = ProbabilityScores.AreProbabilities(predictions);
        calibration = areProbabilities ? new(predictions) : null;
        rowScores =
        [
            Scores.IsSingleLabel(predictions.Truth)
                ? OfEachRow((row, _) => Scores.ExactMatch(row.Truth, Decisions.TopOne(row.Scores)))
                : null,
            OfEachRow((row, decided) => Scores.ExactMatch(row.Truth, decided)),
            OfEachRow((row, decided) => DecisionScores.Samples(row.Truth, decided).Jaccard),
            [.. rankings.Select(ranking => ranking.AveragePrecision)],
            [.. rankings.Select(ranking => ranking.CoverageError)],
            [.. rankings.Select(ranking => ranking.RankingLoss)],
            OfEachRow((row, _) => RocAuc.Samples(row.Truth, row.Scores) ?? double.NaN),
            areProbabilities ? OfEachRow((row, _) => ProbabilityScores.From(row).LogLoss) : null,
            areProbabilities ? OfEachRow((row, _) => ProbabilityScores.From(row).Brier) : null,
        ];
    }

    /// <summary>All scores, in the order that <see cref="Name"/> reads.</summary>
    /// <param name="weights">One a row, at least 0 and not all 0.</param>
    public double?[] Of(int[] weights)
    {
        var perLabel = areas.Select(area => area.Of(weights)).ToArray();
        var confusions = counts.Select(count => (Count: count, Of: count.Of(weights))).ToArray();
        var f1 = confusions.Select(label => label.Count.F1(label.Of)).ToArray();
        var (all, micro) = (confusions.Select(label => label.Of).Aggregate((a, b) => a + b), pooled.Of(weights));
        return
        [
            perLabel.Average(area => area.RocAuc), micro.RocAuc, perLabel.Average(area => area.AveragePrecision), micro.AveragePrecision,
            f1.Average(), all.F1, all.Accuracy, WeightedByPositives(perLabel, confusions), calibration?.Of(weights),
            .. rowScores.Select(rows => rows is null ? null : WeightedMean(rows, weights)),
            .. perLabel.Select(area => area.RocAuc), .. perLabel.Select(area => area.AveragePrecision),
            .. confusions.Select(label => label.Count.Precision(label.Of)),
            .. confusions.Select(label => label.Count.Recall(label.Of)), .. f1,
        ];
    }

    /// <summary>Gives the values of <see cref="Of"/>, or what became of each, their names.</summary>
    public ScoreIntervals Name(Interval?[] values)
    {
        return new()
        {
            RocAucMacro = values[0],
            RocAucMicro = values[1],
            PrAucMacro = values[2],
            PrAucMicro = values[3],
            F1Macro = values[4],
            F1Micro = values[5],
            HammingAccuracy = values[6],
            RocAucWeighted = values[7],
            CalibrationError = values[8],
            AccuracyTop1 = values[9],
            SubsetAccuracy = values[10],
            JaccardSamples = values[11],
            RankingAveragePrecision = values[12],
            CoverageError = values[13],
            RankingLoss = values[14],
            RocAucSamples = values[15],
            LogLoss = values[16],
            Brier = values[17],
            PerLabel = [.. labels.Select((label, i) =>
                new LabelIntervals(label, OfLabel(0, i), OfLabel(1, i), OfLabel(2, i), OfLabel(3, i), OfLabel(4, i)))],
        };
        Interval? OfLabel(int score, int label) => values[values.Length - (ScoresPerLabel - score) * labels.Length + label];
    }

    private static double? WeightedByPositives((double? RocAuc, double? AveragePrecision)[] areas,
        (WeightedCounts Count, Confusion Of)[] confusions)
    {
        var (sum, positives) = (0.0, 0);
        foreach (var (area, confusion) in areas.Zip(confusions))
            if (area.RocAuc is { } value)
                (sum, positives) = (sum + value * confusion.Of.PositiveCount, positives + confusion.Of.PositiveCount);
        return positives == 0 ? null : sum / positives;
    }

    private static double? WeightedMean(double[] rows, int[] weights)
    {
        var (total, sum) = (0.0, 0);
        for (var row = 0; row < rows.Length; row++)
            if (!double.IsNaN(rows[row]))
                (total, sum) = (total + weights[row] * rows[row], sum + weights[row]);
        return sum == 0 ? null : total / sum;
    }

    private static Predictions RowOf(Predictions predictions, int row)
    {
        var scores = new ScoreMatrix(1, predictions.LabelNames.Length);
        predictions.Scores.Row(row).CopyTo(scores.Row(0));
        return new(predictions.LabelNames, [predictions.TrackIds[row]], [predictions.Groups[row]], RowOf(predictions.Truth, row), scores);
    }

    private static LabelMatrix RowOf(LabelMatrix matrix, int row)
    {
        var one = new LabelMatrix(1, matrix.LabelCount);
        for (var label = 0; label < matrix.LabelCount; label++)
            one[0, label] = matrix[row, label];
        return one;
    }
}
