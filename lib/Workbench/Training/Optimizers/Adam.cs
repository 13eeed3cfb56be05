using System.Numerics;
using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>Adam (Kingma and Ba 2015), as <c>torch.optim.Adam</c>: steps scaled by running moments of the gradient.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Beta1">Share kept of the running mean, from 0 to below 1.</param>
/// <param name="Beta2">Share kept of the running mean square, from 0 to below 1.</param>
/// <param name="Epsilon">Added to the root of the mean square, above 0.</param>
/// <param name="WeightDecay">Times the weight, added to the gradient (L2); 0 or more.</param>
public sealed record Adam(double LearningRate = 1e-3, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8,
    double WeightDecay = 0) : Optimizer
{
    internal override OptimizerState Start(TensorPieces tensors) =>
        new State(this, tensors, Beta1, Beta2, Epsilon, WeightDecay, decouplesDecay: false);

    internal override void Check(SpecProblems problems)
    {
        CheckRates(problems, 0.001, WeightDecay);
        CheckBetas(problems, Beta1, Beta2);
        CheckEpsilon(problems, Epsilon, "1e-8");
    }

    /// <summary>
    /// <see cref="Adam"/> or <see cref="AdamW"/> at work: <c>w -= rate / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps)</c>.
    /// </summary>
    /// <param name="spec">Adam or AdamW.</param>
    /// <param name="tensors">What is trained.</param>
    /// <param name="beta1">Share kept of m.</param>
    /// <param name="beta2">Share kept of v.</param>
    /// <param name="epsilon">Added to the root.</param>
    /// <param name="weightDecay">How strongly weights are drawn to 0.</param>
    /// <param name="decouplesDecay">Whether weights are shrunk before the step (AdamW), or through the gradient (Adam).</param>
    internal sealed class State(Optimizer spec, TensorPieces tensors, double beta1, double beta2, double epsilon,
        double weightDecay, bool decouplesDecay)
        : OptimizerState(spec, tensors, memoryCount: 2)
    {
        private float rate, rootCorrection, kept;

        protected override void BeginStep()
        {
            rate = (float)(LearningRate / (1 - Math.Pow(beta1, StepCount)));
            rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, StepCount)));
            kept = decouplesDecay ? (float)(1 - LearningRate * weightDecay) : 1;
        }

        protected override void Update(Span<float> value, ReadOnlySpan<float> gradient, Span<float> mean, Span<float> square)
        {
            float gain1 = (float)(1 - beta1), gain2 = (float)(1 - beta2), keep2 = (float)beta2;
            float decay = decouplesDecay ? 0 : (float)weightDecay, offset = (float)epsilon;
            var i = 0;
            for (; i <= value.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var w = new Vector<float>(value[i..]);
                var g = new Vector<float>(gradient[i..]) + w * decay;
                var m = new Vector<float>(mean[i..]);
                m += (g - m) * gain1;
                var v = new Vector<float>(square[i..]) * keep2 + g * g * gain2;
                m.CopyTo(mean[i..]);
                v.CopyTo(square[i..]);
                (w * kept - m * rate / (Vector.SquareRoot(v) * rootCorrection + new Vector<float>(offset))).CopyTo(value[i..]);
            }
            for (; i < value.Length; i++)
            {
                var g = gradient[i] + value[i] * decay;
                mean[i] += (g - mean[i]) * gain1;
                square[i] = square[i] * keep2 + g * g * gain2;
                value[i] = value[i] * kept - mean[i] * rate / (MathF.Sqrt(square[i]) * rootCorrection + offset);
            }
        }
    }
}
