using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// The area under the precision-recall curve by the step rule, sum of (R_n - R_(n-1)) P_n over the thresholds from the highest
/// down: scikit-learn's <c>average_precision_score</c>. A useless score has the label's prevalence, not 0.5, so values are
/// only comparable at equal prevalence. Undefined, and null here, where there are no positives (scikit-learn says 0 or warns).
/// </summary>
public static class AveragePrecision
{
    /// <summary>The average precision of one label, exact with ties; O(n log n).</summary>
    /// <param name="labels">Whether each row has the label.</param>
    /// <param name="scores">One score a row, higher is likelier; only the order counts.</param>
    /// <returns>Above 0 to 1, or null without positives.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="WorkbenchException">A score is NaN or infinite.</exception>
    public static double? Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores) => Of(Cutoffs.From(labels, scores));

    /// <summary>The mean over the labels that have positives: every genre counts the same, however rare.</summary>
    /// <returns>Above 0 to 1, or null if no label has positives.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="WorkbenchException">A score is NaN or infinite.</exception>
    public static double? Macro(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Macro(labels, scores, Of);

    /// <summary>The mean over the labels that have positives, weighted by their number.</summary>
    /// <inheritdoc cref="Macro"/>
    public static double? Weighted(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Weighted(labels, scores, Of);

    /// <summary>The average precision of all cells as if they were one label.</summary>
    /// <inheritdoc cref="Macro"/>
    public static double? Micro(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Micro(labels, scores, Of);

    /// <summary>The mean over the rows that have labels of how well these stand above the others.</summary>
    /// <inheritdoc cref="Macro"/>
    public static double? Samples(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Samples(labels, scores, Of);

    internal static double? Of(Cutoffs cutoffs)
    {
        if (cutoffs.PositiveCount == 0)
            return null;
        var (sum, found) = (0.0, 0);
        for (var i = 0; i < cutoffs.Count; i++)
        {
            var precision = (double)cutoffs.TruePositives[i] / (cutoffs.TruePositives[i] + cutoffs.FalsePositives[i]);
            sum += (cutoffs.TruePositives[i] - found) * precision;
            found = cutoffs.TruePositives[i];
        }
        return sum / cutoffs.PositiveCount;
    }
}
