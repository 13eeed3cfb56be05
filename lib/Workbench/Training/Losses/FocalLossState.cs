using Workbench.Training.Kernels;

namespace Workbench.Training.Losses;

/// <summary>
/// <see cref="FocalLoss"/> at work: <c>a (1 - p_t)^g ce</c>, with <c>ce</c> the binary cross-entropy, <c>p_t = p y + (1 - p)(1 - y)</c>
/// and <c>a = alpha y + (1 - alpha)(1 - y)</c>.
/// </summary>
internal sealed class FocalLossState(FocalLoss spec) : LossState
{
    public override double Compute(Matrix logits, Matrix targets, Matrix? gradient = null)
    {
        var sum = 0.0;
        for (var row = 0; row < logits.Rows; row++)
            for (var label = 0; label < logits.Columns; label++)
            {
                var (loss, slope) = ComputeOne(logits.Row(row)[label], targets.Row(row)[label]);
                sum += loss;
                if (gradient is not null)
                    gradient.Row(row)[label] = (float)(slope / logits.Count);
            }
        return sum / logits.Count;
    }

    private (double Loss, double Slope) ComputeOne(double z, double y)
    {
        var (p, rest) = (Probabilities.Sigmoid(z), Probabilities.Sigmoid(-z));
        var crossEntropy = double.LogP1(Math.Exp(-Math.Abs(z))) + Math.Max(z, 0) - z * y;
        var error = p * (1 - y) + rest * y; // 1 - p_t
        var focus = Math.Pow(error, spec.Gamma);
        var weight = spec.Alpha is { } alpha ? alpha * y + (1 - alpha) * (1 - y) : 1;
        var slope = focus * (p - y);
        if (error > 0) // at 0 the power is 0 too, unless it is constant
            slope += crossEntropy * spec.Gamma * focus / error * (1 - 2 * y) * p * rest;
        return (weight * focus * crossEntropy, weight * slope);
    }
}
