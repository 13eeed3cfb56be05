using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Training.Losses;

/// <summary>Binary cross-entropy of logits, as <c>torch.nn.BCEWithLogitsLoss</c> with <c>pos_weight</c>: one yes or no a label.</summary>
/// <param name="PositiveWeighting">How much positives count.</param>
/// <param name="LabelSmoothing">Share of a half that is mixed into the targets: <c>y (1 - e) + e / 2</c>; from 0 to below 1.</param>
public sealed record BinaryCrossEntropy(PositiveWeighting PositiveWeighting = PositiveWeighting.None, double LabelSmoothing = 0)
    : Loss(OutputFunction.Sigmoid)
{
    internal override void Check(SpecProblems problems)
    {
        problems.Require(Enum.IsDefined(PositiveWeighting),
            $"BinaryCrossEntropy: positive weighting {PositiveWeighting} must be none or balanced; none is usual.");
        CheckSmoothing(problems, nameof(BinaryCrossEntropy), LabelSmoothing);
    }

    internal override LossState Start(LabelMatrix labels) => new State(PositiveWeights(labels), LabelSmoothing);

    /// <summary>Negatives / positives of each label, or 1.</summary>
    internal double[] PositiveWeights(LabelMatrix labels) =>
    [
        .. from label in Enumerable.Range(0, labels.LabelCount)
           let positives = labels.Column(label).Count(hasLabel => hasLabel)
           let negatives = labels.RowCount - positives
           select PositiveWeighting == PositiveWeighting.None || negatives == 0 || positives == 0 ? 1 : (double)negatives / positives,
    ];

    /// <summary>At work: <c>-(w y log s(z) + (1 - y) log(1 - s(z)))</c>, s the logistic function.</summary>
    /// <param name="positiveWeights">w: one a label.</param>
    /// <param name="labelSmoothing">Share of a half in the targets.</param>
    internal sealed class State(double[] positiveWeights, double labelSmoothing = 0) : LossState
    {
        public override double Compute(MatrixSpan logits, MatrixSpan targets, MatrixSpan gradient = default)
        {
            var sum = 0.0;
            for (var row = 0; row < logits.Rows; row++)
            {
                Span<float> z = logits.Row(row), y = targets.Row(row);
                for (var label = 0; label < z.Length; label++)
                {
                    var target = y[label] * (1 - labelSmoothing) + labelSmoothing / 2;
                    var weight = (positiveWeights[label] - 1) * target + 1;
                    var small = Math.Exp(-Math.Abs((double)z[label]));
                    var negativeLogProbability = double.LogP1(small) + Math.Max(-z[label], 0);
                    sum += (1 - target) * z[label] + weight * negativeLogProbability;
                    if (!gradient.IsEmpty)
                        gradient.Row(row)[label] = (float)((1 - target - weight * Probabilities.Sigmoid(-z[label], small)) / logits.Count);
                }
            }
            return sum / logits.Count;
        }
    }
}
