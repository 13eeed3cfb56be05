using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// The area under the ROC curve: the probability that a random positive scores higher than a random negative, equal scores
/// counting half. 1 for a perfect ranking, 0.5 for a constant score, 0 for a reversed one. Undefined, and null here, where
/// there are no positives or no negatives. Equals scikit-learn's <c>roc_auc_score</c>.
/// </summary>
public static class RocAuc
{
    /// <summary>The area of one label, exact with ties; O(n log n).</summary>
    /// <param name="labels">Whether each row has the label.</param>
    /// <param name="scores">One score a row, higher is likelier; any finite scale, since only the order counts.</param>
    /// <returns>0 to 1, or null without positives or without negatives.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="WorkbenchException">A score is NaN or infinite.</exception>
    public static double? Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores) => Of(Cutoffs.From(labels, scores));

    /// <summary>The mean area over the labels that have one: every genre counts the same, however rare.</summary>
    /// <returns>0 to 1, or null if no label has both positives and negatives.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="WorkbenchException">A score is NaN or infinite.</exception>
    public static double? Macro(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Macro(labels, scores, Of);

    /// <summary>The mean area over the labels that have one, weighted by their number of positives.</summary>
    /// <inheritdoc cref="Macro"/>
    public static double? Weighted(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Weighted(labels, scores, Of);

    /// <summary>The area of all cells as if they were one label: also asks whether the labels' scores share one scale.</summary>
    /// <returns>0 to 1, or null if no cell or every cell is positive.</returns>
    /// <inheritdoc cref="Macro"/>
    public static double? Micro(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Micro(labels, scores, Of);

    /// <summary>
    /// The mean over the rows of how well each one's labels stand above the others, over the rows that have some and lack some.
    /// </summary>
    /// <inheritdoc cref="Macro"/>
    public static double? Samples(LabelMatrix labels, ScoreMatrix scores) => LabelAverage.Samples(labels, scores, Of);

    /// <summary>The trapezoids' area in half pairs, which are whole numbers: no rounding before the one division.</summary>
    internal static double? Of(Cutoffs cutoffs)
    {
        var (halfPairs, truePositives, falsePositives) = (0L, 0L, 0L);
        for (var i = 0; i < cutoffs.Count; i++)
        {
            halfPairs += (cutoffs.FalsePositives[i] - falsePositives) * (truePositives + cutoffs.TruePositives[i]);
            (truePositives, falsePositives) = (cutoffs.TruePositives[i], cutoffs.FalsePositives[i]);
        }
        var pairs = truePositives * falsePositives;
        return pairs == 0 ? null : halfPairs / (2.0 * pairs);
    }
}
