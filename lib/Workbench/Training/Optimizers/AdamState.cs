using System.Numerics;

namespace Workbench.Training.Optimizers;

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
internal sealed class AdamState(Optimizer spec, TensorPieces tensors, double beta1, double beta2, double epsilon,
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
