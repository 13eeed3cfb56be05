using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Training.Losses;

/// <summary>
/// Focal loss (Lin et al. 2017), as <c>torchvision.ops.sigmoid_focal_loss</c> with the mean over rows and labels: binary cross-entropy
/// in which what is already known counts little, so that many easy negatives do not drown the rare positives.
/// </summary>
/// <param name="Alpha">Weight of positives, 1 - alpha that of negatives, from 0 to 1; null weighs neither.</param>
/// <param name="Gamma">Power of the error by which an example counts, 0 or more; 0 is binary cross-entropy.</param>
public sealed record FocalLoss(double? Alpha = 0.25, double Gamma = 2) : Loss(OutputFunction.Sigmoid)
{
    internal override void Check(SpecProblems problems) => problems
        .Require(Alpha is null or (>= 0 and <= 1),
            $"FocalLoss: alpha {Alpha} must be from 0 to 1, or null for equal weights; 0.25 is usual.")
        .Require(Gamma >= 0 && double.IsFinite(Gamma), $"FocalLoss: gamma {Gamma} must be >= 0; 2 is usual.");

    internal override LossState Start(LabelMatrix labels) => new State(this);

    /// <summary>
    /// <see cref="FocalLoss"/> at work: <c>a (1 - p_t)^g ce</c>, with <c>ce</c> the binary cross-entropy, <c>p_t = p y + (1 - p)(1 - y)</c>
    /// and <c>a = alpha y + (1 - alpha)(1 - y)</c>.
    /// </summary>
    internal sealed class State(FocalLoss spec) : LossState
    {
        public override double Compute(MatrixSpan logits, MatrixSpan targets, MatrixSpan gradient = default)
        {
            var sum = 0.0;
            for (var row = 0; row < logits.Rows; row++)
                for (var label = 0; label < logits.Columns; label++)
                {
                    var (loss, slope) = ComputeOne(logits.Row(row)[label], targets.Row(row)[label]);
                    sum += loss;
                    if (!gradient.IsEmpty)
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
}
