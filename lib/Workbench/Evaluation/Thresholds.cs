using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>From which score on a label is decided for, one threshold a label, chosen by the validation part.</summary>
/// <param name="Values">One a label, in the order of the model's outputs.</param>
public sealed record Thresholds(ImmutableArray<double> Values)
{
    private const int FewestPositives = 3;

    /// <summary>0.5 for every label: what a probability says if nothing is chosen.</summary>
    public static Thresholds Half(int labelCount) => new([.. Enumerable.Repeat(0.5, labelCount)]);

    /// <summary>
    /// The best threshold of each label. It lies halfway between two neighbouring scores, so that the decision does not hang on their last
    /// digits; of equally good ones the highest is taken. A label of fewer than three songs has the threshold that is best for all labels
    /// together, 0.5 without any: in 16 draws of the demo corpus one that was chosen by a single song had a mean test F1 of 0.578, by two
    /// 0.570, by three 0.611; that of all labels together had 0.609, and 0.5 had 0.602.
    /// </summary>
    /// <param name="predictions">What the model said of the validation part: thresholds chosen by the test part would flatter it.</param>
    /// <param name="rule">What is best.</param>
    /// <param name="recall">
    /// Share of the positives to be found at least, above 0 to 1; for <see cref="ThresholdRule.PrecisionAtRecall"/> only.
    /// </param>
    /// <exception cref="WorkbenchException">The recall is out of its range.</exception>
    public static Thresholds Tune(ValidationPredictions predictions, ThresholdRule rule = ThresholdRule.F1, double recall = 0.5) =>
        recall is > 0 and <= 1
            ? new([.. LabelAverage.PerLabel(predictions.Truth, predictions.Scores)
                .Select(ofLabel => ofLabel.PositiveCount >= FewestPositives
                    ? ofLabel
                    : LabelAverage.Pooled(predictions.Truth, predictions.Scores))
                .Select(cutoffs => Best(cutoffs, rule, recall))])
            : throw new WorkbenchException($"Recall {recall} must be above 0 and at most 1; 0.5 is usual.");

    private static double Best(Cutoffs cutoffs, ThresholdRule rule, double recall)
    {
        if (cutoffs.PositiveCount == 0)
            return 0.5;
        var best = Enumerable.Range(0, cutoffs.Count).MaxBy(i => Worth(cutoffs, i, rule, recall));
        return best + 1 < cutoffs.Count ? (cutoffs.Thresholds[best] + cutoffs.Thresholds[best + 1]) / 2 : cutoffs.Thresholds[best];
    }

    private static double Worth(Cutoffs cutoffs, int index, ThresholdRule rule, double recall)
    {
        double found = cutoffs.TruePositives[index], wrong = cutoffs.FalsePositives[index];
        return rule switch
        {
            ThresholdRule.F1 => 2 * found / (found + wrong + cutoffs.PositiveCount),
            ThresholdRule.Youden => found / cutoffs.PositiveCount - wrong / Math.Max(1, cutoffs.NegativeCount),
            _ => found / cutoffs.PositiveCount >= recall ? found / (found + wrong) : -1,
        };
    }
}
