using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// From a measure of one label to one of many: scikit-learn's <c>macro</c>, <c>weighted</c> and <c>micro</c>, except that
/// labels for which the measure is undefined are left out rather than counted as some number.
/// </summary>
internal static class LabelAverage
{
    /// <summary>A measure of one label; null where it is undefined.</summary>
    public delegate double? Measure(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores);

    /// <summary>The plain mean over the labels that have a value; null if none has.</summary>
    public static double? Macro(LabelMatrix labels, ScoreMatrix scores, Measure measure) => Mean(labels, scores, measure, _ => 1);

    /// <summary>The mean over the labels that have a value, weighted by their number of positives; null if none has.</summary>
    public static double? Weighted(LabelMatrix labels, ScoreMatrix scores, Measure measure) =>
        Mean(labels, scores, measure, column => column.Count(positive => positive));

    /// <summary>The measure of all cells as if they were one label.</summary>
    public static double? Micro(LabelMatrix labels, ScoreMatrix scores, Measure measure)
    {
        Check(labels, scores);
        var (allLabels, allScores) = (new bool[labels.RowCount * labels.LabelCount], new double[labels.RowCount * labels.LabelCount]);
        for (var row = 0; row < labels.RowCount; row++)
        {
            labels.Row(row).CopyTo(allLabels.AsSpan(row * labels.LabelCount));
            scores.Row(row).CopyTo(allScores.AsSpan(row * labels.LabelCount));
        }
        return measure(allLabels, allScores);
    }

    private static double? Mean(LabelMatrix labels, ScoreMatrix scores, Measure measure, Func<bool[], int> weightOf)
    {
        Check(labels, scores);
        var (sum, weights) = (0.0, 0L);
        for (var label = 0; label < labels.LabelCount; label++)
        {
            var column = labels.Column(label);
            if (measure(column, scores.Column(label)) is not { } value)
                continue;
            var weight = weightOf(column);
            sum += weight * value;
            weights += weight;
        }
        return weights == 0 ? null : sum / weights;
    }

    private static void Check(LabelMatrix labels, ScoreMatrix scores)
    {
        if (labels.RowCount != scores.RowCount || labels.LabelCount != scores.LabelCount)
            throw new ArgumentException($"Labels [{labels.RowCount}, {labels.LabelCount}] and scores [{scores.RowCount}, {scores.LabelCount}] must have one shape.", nameof(scores));
        scores.RequireFinite(row => $"row {row}", label => $"label {label}");
    }
}
