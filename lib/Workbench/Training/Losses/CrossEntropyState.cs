using Workbench.Training.Kernels;

namespace Workbench.Training.Losses;

/// <summary>
/// <see cref="CrossEntropy"/> at work: <c>-sum(y log softmax(z))</c>, mean over rows. A row without a label (its label is not in the
/// training part) counts 0.
/// </summary>
/// <param name="labelSmoothing">Share of the even distribution in the targets.</param>
internal sealed class CrossEntropyState(double labelSmoothing = 0) : LossState
{
    public override double Compute(Matrix logits, Matrix targets, Matrix? gradient = null)
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
                if (gradient is not null)
                    gradient.Row(row)[label] = (float)((total * Math.Exp(z[label] - logSum) - target) / logits.Rows);
            }
        }
        return sum / logits.Rows;
    }
}
