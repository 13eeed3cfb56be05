using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// From a measure of one label to one of many: scikit-learn's <c>macro</c>, <c>weighted</c>, <c>micro</c> and <c>samples</c>, except
/// that labels (or rows) for which the measure is undefined (null) are left out rather than counted as some number.
/// </summary>
internal static class LabelAverage
{
    /// <summary>The plain mean over the labels that have a value; null if none has.</summary>
    public static double? Macro(LabelMatrix labels, ScoreMatrix scores, Func<Cutoffs, double?> measure) =>
        PerLabel(labels, scores).Average(measure);

    /// <summary>The mean over the labels that have a value, weighted by their number of positives; null if none has.</summary>
    public static double? Weighted(LabelMatrix labels, ScoreMatrix scores, Func<Cutoffs, double?> measure)
    {
        var (sum, weights) = (0.0, 0L);
        foreach (var cutoffs in PerLabel(labels, scores))
            if (measure(cutoffs) is { } value)
            {
                sum += cutoffs.PositiveCount * value;
                weights += cutoffs.PositiveCount;
            }
        return weights == 0 ? null : sum / weights;
    }

    /// <summary>
    /// The plain mean over the rows that have a value, each taken as if its labels were the rows of one label; null if none has.
    /// </summary>
    public static double? Samples(LabelMatrix labels, ScoreMatrix scores, Func<Cutoffs, double?> measure)
    {
        Check(labels, scores);
        return Enumerable.Range(0, labels.RowCount).Average(row => measure(Cutoffs.From(labels.Row(row), scores.Row(row))));
    }

    /// <summary>The measure of all cells as if they were one label.</summary>
    public static double? Micro(LabelMatrix labels, ScoreMatrix scores, Func<Cutoffs, double?> measure) => measure(Pooled(labels, scores));

    /// <summary>The cut-offs of each label, in order.</summary>
    public static Cutoffs[] PerLabel(LabelMatrix labels, ScoreMatrix scores)
    {
        Check(labels, scores);
        return [.. Enumerable.Range(0, labels.LabelCount).Select(label => Cutoffs.From(labels.Column(label), scores.Column(label)))];
    }

    /// <summary>The cut-offs of all cells as if they were one label.</summary>
    public static Cutoffs Pooled(LabelMatrix labels, ScoreMatrix scores)
    {
        Check(labels, scores);
        var (allLabels, allScores) = (new bool[labels.RowCount * labels.LabelCount], new double[labels.RowCount * labels.LabelCount]);
        for (var row = 0; row < labels.RowCount; row++)
        {
            labels.Row(row).CopyTo(allLabels.AsSpan(row * labels.LabelCount));
            scores.Row(row).CopyTo(allScores.AsSpan(row * labels.LabelCount));
        }
        return Cutoffs.From(allLabels, allScores);
    }

    private static void Check(LabelMatrix labels, ScoreMatrix scores)
    {
        if (labels.RowCount != scores.RowCount || labels.LabelCount != scores.LabelCount)
            throw new ArgumentException(
                $"Labels [{labels.RowCount}, {labels.LabelCount}] and scores [{scores.RowCount}, "
                + $"{scores.LabelCount}] must have one shape.", nameof(scores));
        scores.RequireFinite(row => $"row {row}", label => $"label {label}");
    }
}
