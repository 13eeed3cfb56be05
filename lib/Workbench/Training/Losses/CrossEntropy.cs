using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Training.Losses;

/// <summary>Softmax cross-entropy, as <c>torch.nn.CrossEntropyLoss</c>: for data with exactly one label a song.</summary>
/// <param name="LabelSmoothing">Share of the even distribution in the targets: <c>y (1 - e) + e / labels</c>; from 0 to below 1.</param>
public sealed record CrossEntropy(double LabelSmoothing = 0) : Loss(OutputFunction.Softmax)
{
    internal override void Check(SpecProblems problems) => CheckSmoothing(problems, nameof(CrossEntropy), LabelSmoothing);

    internal override LossState Start(LabelMatrix labels)
    {
        for (var row = 0; row < labels.RowCount; row++)
            if (labels.Row(row).Count(true) is not 1 and var count)
                throw new WorkbenchException($"CrossEntropy is for one label a song, but song {row + 1} of the training part has {count}. "
                    + "Use BinaryCrossEntropy or FocalLoss, which take any number.");
        return new State(LabelSmoothing);
    }

    /// <summary>
    /// <see cref="CrossEntropy"/> at work: <c>-sum(y log softmax(z))</c>, mean over rows. A row without a label (its label is not in the
    /// training part) counts 0.
    /// </summary>
    /// <param name="labelSmoothing">Share of the even distribution in the targets.</param>
    internal sealed class State(double labelSmoothing = 0) : LossState
    {
        public override double Compute(MatrixSpan logits, MatrixSpan targets, MatrixSpan gradient = default)
        {
            var sum = 0.0;
            for (var row = 0; row < logits.Rows; row++)
            {
                Span<float> z = logits.Row(row), y = targets.Row(row);
                var logSum = Probabilities.LogSumExp(z);
                var total = 0.0;
                foreach (var target in y)
                    total += target;
                for (var label = 0; label < z.Length; label++)
                {
                    var target = y[label] * (1 - labelSmoothing) + labelSmoothing * total / z.Length;
                    sum -= target * (z[label] - logSum);
                    if (!gradient.IsEmpty)
                        gradient.Row(row)[label] = (float)((total * Math.Exp(z[label] - logSum) - target) / logits.Rows);
                }
            }
            return sum / logits.Rows;
        }
    }
}
