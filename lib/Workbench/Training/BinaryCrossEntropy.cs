using Workbench.Training.Kernels;

namespace Workbench.Training;

/// <summary>
/// Mean binary cross-entropy of logits over rows and labels, as <c>torch.nn.BCEWithLogitsLoss</c> with <c>pos_weight</c>:
/// <c>-(w y log s(z) + (1 - y) log(1 - s(z)))</c>, s the logistic function. Computed in double precision.
/// </summary>
/// <param name="positiveWeights">w: one a label.</param>
internal sealed class BinaryCrossEntropy(double[] positiveWeights)
{
    /// <summary>The loss, and how it changes with each logit.</summary>
    /// <param name="logits"><c>[rows, labels]</c>.</param>
    /// <param name="targets"><c>[rows, labels]</c>, 0 or 1.</param>
    /// <param name="gradient">Filled, <c>[rows, labels]</c>; null where it is not wanted.</param>
    public double Compute(Matrix logits, Matrix targets, Matrix? gradient = null)
    {
        var sum = 0.0;
        for (var row = 0; row < logits.Rows; row++)
        {
            Span<float> z = logits.Row(row), y = targets.Row(row);
            for (var label = 0; label < z.Length; label++)
            {
                var weight = (positiveWeights[label] - 1) * y[label] + 1;
                var small = Math.Exp(-Math.Abs((double)z[label]));
                var negativeLogProbability = double.LogP1(small) + Math.Max(-z[label], 0);
                sum += (1 - y[label]) * z[label] + weight * negativeLogProbability;
                if (gradient is not null)
                    gradient.Row(row)[label] = (float)((1 - y[label] - weight * Probability(-z[label])) / logits.Count);
            }
        }
        return sum / logits.Count;
    }

    /// <summary>The logistic function.</summary>
    public static double Probability(double logit)
    {
        var small = Math.Exp(-Math.Abs(logit));
        return logit >= 0 ? 1 / (1 + small) : small / (1 + small);
    }
}
