using Workbench.Datasets;
using Workbench.Foundation;

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

    internal override LossState Start(LabelMatrix labels) => new BinaryCrossEntropyState(PositiveWeights(labels), LabelSmoothing);

    /// <summary>Negatives / positives of each label, or 1.</summary>
    internal double[] PositiveWeights(LabelMatrix labels) =>
    [
        .. from label in Enumerable.Range(0, labels.LabelCount)
           let positives = labels.Column(label).Count(hasLabel => hasLabel)
           let negatives = labels.RowCount - positives
           select PositiveWeighting == PositiveWeighting.None || negatives == 0 || positives == 0 ? 1 : (double)negatives / positives,
    ];
}
