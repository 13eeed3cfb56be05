using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// Precision against recall, threshold by threshold, in the order of scikit-learn's <c>precision_recall_curve</c>: from the
/// lowest threshold to the highest, and last the point (recall 0, precision 1), which has no threshold.
/// </summary>
/// <param name="Precision">Share of what is called positive that is; one longer than <paramref name="Thresholds"/>.</param>
/// <param name="Recall">Share of the positives that is found, falling from 1 to 0; one longer than <paramref name="Thresholds"/>.</param>
/// <param name="Thresholds">The distinct scores, rising; a point calls positive what scores at least this.</param>
/// <param name="AveragePrecision">The area by steps, the usual estimator: <see cref="Evaluation.AveragePrecision"/>.</param>
/// <param name="TrapezoidArea">
/// The area by straight lines between the points. Precision does not move in straight lines between thresholds, so this can be
/// too good (Davis and Goadrich 2006); here to compare with papers that report it.
/// </param>
/// <param name="Prevalence">Share of positives among the rows: the precision, at every recall, of guessing.</param>
public sealed record PrCurve(
    ImmutableArray<double> Precision, ImmutableArray<double> Recall, ImmutableArray<double> Thresholds,
    double AveragePrecision, double TrapezoidArea, double Prevalence)
{
    /// <summary>The curve of one label.</summary>
    /// <param name="labels">Whether each row has the label; at least one has.</param>
    /// <param name="scores">One finite score a row, higher is likelier.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="WorkbenchException">There are no positives, or a score is NaN or infinite.</exception>
    public static PrCurve From(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        var cutoffs = Cutoffs.From(labels, scores);
        if (Evaluation.AveragePrecision.Of(cutoffs) is not { } averagePrecision)
            throw new WorkbenchException($"A precision-recall curve needs positives; none of {labels.Length} rows is. "
                + "Leave this label out, or evaluate it on more songs.");

        int[] rising = [.. Enumerable.Range(0, cutoffs.Count).Reverse()];
        ImmutableArray<double> precision =
            [.. rising.Select(i => (double)cutoffs.TruePositives[i] / (cutoffs.TruePositives[i] + cutoffs.FalsePositives[i])), 1];
        ImmutableArray<double> recall = [.. rising.Select(i => (double)cutoffs.TruePositives[i] / cutoffs.PositiveCount), 0];
        var trapezoids = 0.0;
        for (var i = 1; i < recall.Length; i++)
            trapezoids += (recall[i - 1] - recall[i]) * (precision[i - 1] + precision[i]) / 2;
        return new(precision, recall, [.. rising.Select(i => cutoffs.Thresholds[i])], averagePrecision, trapezoids,
            (double)cutoffs.PositiveCount / labels.Length);
    }
}
