using System.Numerics;

namespace Workbench.Training.Optimizers;

/// <summary><see cref="Sgd"/> at work: <c>b = momentum b + g; w -= rate b</c>, with Nesterov <c>w -= rate (g + momentum b)</c>.</summary>
internal sealed class SgdState(Sgd spec, TensorPieces tensors) : OptimizerState(spec, tensors, memoryCount: 1)
{
    protected override void Update(Span<float> value, ReadOnlySpan<float> gradient, Span<float> velocity, Span<float> unused)
    {
        float rate = (float)LearningRate, momentum = (float)spec.Momentum, decay = (float)spec.WeightDecay;
        var i = 0;
        for (; i <= value.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = new Vector<float>(value[i..]);
            var g = new Vector<float>(gradient[i..]) + w * decay;
            var b = new Vector<float>(velocity[i..]) * momentum + g;
            b.CopyTo(velocity[i..]);
            (w - (spec.Nesterov ? g + b * momentum : b) * rate).CopyTo(value[i..]);
        }
        for (; i < value.Length; i++)
        {
            var g = gradient[i] + value[i] * decay;
            velocity[i] = velocity[i] * momentum + g;
            value[i] -= (spec.Nesterov ? g + velocity[i] * momentum : velocity[i]) * rate;
        }
    }
}
