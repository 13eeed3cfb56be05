using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// Precision, recall, F1 and Jaccard of decisions, averaged in the four ways of the field; all equal scikit-learn's with
/// <c>zero_division=0</c>: what is undefined counts 0.
/// </summary>
/// <param name="Precision">Share of the decisions for a label that are right.</param>
/// <param name="Recall">Share of the labels that were decided for.</param>
/// <param name="F1">Harmonic mean of the two.</param>
/// <param name="Jaccard">Right decisions for a label over all that were decided or true: intersection over union.</param>
internal sealed record DecisionScores(double Precision, double Recall, double F1, double Jaccard)
{
    /// <summary>The mean over labels: every genre counts the same, however rare.</summary>
    /// <param name="truth"><c>[tracks, labels]</c>.</param>
    /// <param name="decisions"><c>[tracks, labels]</c>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static DecisionScores Macro(LabelMatrix truth, LabelMatrix decisions) => Mean(PerLabel(truth, decisions), _ => 1);

    /// <summary>The mean over labels, weighted by how many tracks have them.</summary>
    /// <inheritdoc cref="Macro"/>
    public static DecisionScores Weighted(LabelMatrix truth, LabelMatrix decisions) =>
        Mean(PerLabel(truth, decisions), label => label.PositiveCount);

    /// <summary>All decisions as if of one label.</summary>
    /// <inheritdoc cref="Macro"/>
    public static DecisionScores Micro(LabelMatrix truth, LabelMatrix decisions) =>
        Of(PerLabel(truth, decisions).Aggregate((a, b) => a + b));

    /// <summary>The mean over tracks of how well each one's labels were met.</summary>
    /// <inheritdoc cref="Macro"/>
    public static DecisionScores Samples(LabelMatrix truth, LabelMatrix decisions)
    {
        RequireOneShape(truth, decisions);
        return Mean([.. Enumerable.Range(0, truth.RowCount).Select(row => Confusion.Of(truth.Row(row), decisions.Row(row)))], _ => 1);
    }

    private static DecisionScores Of(Confusion counts) => new(counts.Precision, counts.Recall, counts.F1, counts.Jaccard);

    private static Confusion[] PerLabel(LabelMatrix truth, LabelMatrix decisions)
    {
        RequireOneShape(truth, decisions);
        return [.. Enumerable.Range(0, truth.LabelCount).Select(label => Confusion.Of(truth.Column(label), decisions.Column(label)))];
    }

    private static DecisionScores Mean(Confusion[] counts, Func<Confusion, double> weight)
    {
        var total = counts.Sum(weight);
        double Of(Func<Confusion, double> score) => total == 0 ? 0 : counts.Sum(c => weight(c) * score(c)) / total;
        return new(Of(c => c.Precision), Of(c => c.Recall), Of(c => c.F1), Of(c => c.Jaccard));
    }

    private static void RequireOneShape(LabelMatrix truth, LabelMatrix decisions)
    {
        if (decisions.RowCount != truth.RowCount || decisions.LabelCount != truth.LabelCount)
            throw new ArgumentException(
                $"Decisions [{decisions.RowCount}, {decisions.LabelCount}] do not fit the truth [{truth.RowCount}, {truth.LabelCount}].",
                nameof(decisions));
    }
}
