using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// <see cref="Scores"/> where row i counts as often as its weight says: what resampling asks a thousand times. What can be computed once
/// is computed once.
/// </summary>
internal sealed class WeightedScores
{
    private const int ScoresPerLabel = 3;

    private readonly ImmutableArray<string> labels;
    private readonly WeightedAreas[] areas;
    private readonly WeightedAreas pooled;
    private readonly WeightedCounts[] counts;

    /// <summary>Scores that are means over rows, each with its value of every row; null where it is undefined.</summary>
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
        var rows = Enumerable.Range(0, predictions.TrackIds.Length).Select(row => (Said: RowOf(predictions, row), Decided: RowOf(decisions, row))).ToArray();
        double[] OfEachRow(Func<Predictions, LabelMatrix, double> score) => [.. rows.Select(row => score(row.Said, row.Decided))];
        var areProbabilities = ProbabilityScores.AreProbabilities(predictions);
        rowScores =
        [
            Scores.IsSingleLabel(predictions.Truth) ? OfEachRow((row, _) => Scores.ExactMatch(row.Truth, Decisions.TopOne(row.Scores))) : null,
            OfEachRow((row, decided) => Scores.ExactMatch(row.Truth, decided)),
            OfEachRow((row, decided) => DecisionScores.Samples(row.Truth, decided).Jaccard),
            OfEachRow((row, _) => RankingScores.From(row).AveragePrecision),
            areProbabilities ? OfEachRow((row, _) => ProbabilityScores.From(row).LogLoss) : null,
            areProbabilities ? OfEachRow((row, _) => ProbabilityScores.From(row).Brier) : null,
        ];
    }

    /// <summary>All scores, in the order that <see cref="Name"/> reads.</summary>
    /// <param name="weights">One a row, at least 0 and not all 0.</param>
    public double?[] Of(int[] weights)
    {
        var sum = weights.Sum();
        var perLabel = areas.Select(area => area.Of(weights)).ToArray();
        var f1 = counts.Select(count => count.F1(weights)).ToArray();
        var (all, micro) = (counts.Select(count => count.Of(weights)).Aggregate((a, b) => a + b), pooled.Of(weights));
        return
        [
            perLabel.Average(area => area.RocAuc), micro.RocAuc, perLabel.Average(area => area.AveragePrecision), micro.AveragePrecision,
            f1.Average(), all.F1, all.Accuracy,
            .. rowScores.Select(rows => rows is null ? (double?)null : WeightedMean(rows, weights, sum)),
            .. perLabel.Select(area => area.RocAuc), .. perLabel.Select(area => area.AveragePrecision), .. f1,
        ];
    }

    /// <summary>Gives the values of <see cref="Of"/>, or what became of each, their names.</summary>
    public ScoreIntervals Name(Interval?[] values)
    {
        var perLabel = values[^(ScoresPerLabel * labels.Length)..];
        return new()
        {
            RocAucMacro = values[0],
            RocAucMicro = values[1],
            PrAucMacro = values[2],
            PrAucMicro = values[3],
            F1Macro = values[4],
            F1Micro = values[5],
            HammingAccuracy = values[6],
            AccuracyTop1 = values[7],
            SubsetAccuracy = values[8],
            JaccardSamples = values[9],
            RankingAveragePrecision = values[10],
            LogLoss = values[11],
            Brier = values[12],
            PerLabel = [.. labels.Select((label, i) => new LabelIntervals(label, perLabel[i], perLabel[labels.Length + i], perLabel[2 * labels.Length + i]))],
        };
    }

    private static double WeightedMean(double[] rows, int[] weights, int sum)
    {
        var total = 0.0;
        for (var row = 0; row < rows.Length; row++)
            total += weights[row] * rows[row];
        return total / sum;
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
