using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// The receiver operating characteristic: what share of the positives is found at what share of false alarms, threshold by
/// threshold. Equals scikit-learn's <c>roc_curve</c> (from 1.3 on; before, the first threshold was the highest score + 1).
/// </summary>
/// <param name="Fpr">False positive rate, rising from 0 to 1.</param>
/// <param name="Tpr">True positive rate (recall), rising from 0 to 1.</param>
/// <param name="Thresholds">Falling; a point calls positive what scores at least this. The first is +infinity: nothing is.</param>
/// <param name="Auc">The area underneath, 0 to 1: <see cref="RocAuc"/>.</param>
public sealed record RocCurve(ImmutableArray<double> Fpr, ImmutableArray<double> Tpr, ImmutableArray<double> Thresholds, double Auc)
{
    /// <summary>The curve of one label.</summary>
    /// <param name="labels">Whether each row has the label; at least one has and one has not.</param>
    /// <param name="scores">One finite score a row, higher is likelier.</param>
    /// <param name="dropIntermediate">Whether to leave out points that repeat the step before them: shorter, drawn the same.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="WorkbenchException">There are no positives or no negatives, or a score is NaN or infinite.</exception>
    public static RocCurve From(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, bool dropIntermediate = true)
    {
        var cutoffs = Cutoffs.From(labels, scores);
        if (RocAuc.Of(cutoffs) is not { } auc)
            throw new WorkbenchException($"A ROC curve needs positives and negatives; there are {cutoffs.PositiveCount} and "
                + $"{cutoffs.NegativeCount}. Leave this label out, or evaluate it on more songs.");

        int[] kept = [.. Enumerable.Range(0, cutoffs.Count).Where(i => !dropIntermediate || IsCorner(cutoffs, i))];
        return new(
            [0, .. kept.Select(i => (double)cutoffs.FalsePositives[i] / cutoffs.NegativeCount)],
            [0, .. kept.Select(i => (double)cutoffs.TruePositives[i] / cutoffs.PositiveCount)],
            [double.PositiveInfinity, .. kept.Select(i => cutoffs.Thresholds[i])],
            auc);
    }

    // scikit-learn's rule: an end, or a point where the step to the next differs from the step before.
    private static bool IsCorner(Cutoffs cutoffs, int i) =>
        i == 0 || i == cutoffs.Count - 1 || Bends(cutoffs.TruePositives, i) || Bends(cutoffs.FalsePositives, i);

    private static bool Bends(int[] counts, int i) => counts[i + 1] - counts[i] != counts[i] - counts[i - 1];
}
