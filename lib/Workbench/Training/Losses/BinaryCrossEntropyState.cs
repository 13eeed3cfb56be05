using Workbench.Training.Kernels;

namespace Workbench.Training.Losses;

/// <summary><see cref="BinaryCrossEntropy"/> at work: <c>-(w y log s(z) + (1 - y) log(1 - s(z)))</c>, s the logistic function.</summary>
/// <param name="positiveWeights">w: one a label.</param>
/// <param name="labelSmoothing">Share of a half in the targets.</param>
internal sealed class BinaryCrossEntropyState(double[] positiveWeights, double labelSmoothing = 0) : LossState
{
    public override double Compute(Matrix logits, Matrix targets, Matrix? gradient = null)
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
                if (gradient is not null)
                    gradient.Row(row)[label] = (float)((1 - target - weight * Probabilities.Sigmoid(-z[label], small)) / logits.Count);
            }
        }
        return sum / logits.Count;
    }
}
