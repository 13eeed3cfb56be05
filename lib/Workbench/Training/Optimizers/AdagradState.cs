using System.Numerics;

namespace Workbench.Training.Optimizers;

/// <summary><see cref="Adagrad"/> at work: <c>w -= rate * g / (sqrt(sum of g^2) + eps)</c>.</summary>
internal sealed class AdagradState(Adagrad spec, TensorPieces tensors) : OptimizerState(spec, tensors, memoryCount: 1)
{
    protected override void Update(Span<float> value, ReadOnlySpan<float> gradient, Span<float> square, Span<float> unused)
    {
        float rate = (float)LearningRate, epsilon = (float)spec.Epsilon, decay = (float)spec.WeightDecay;
        var i = 0;
        for (; i <= value.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = new Vector<float>(value[i..]);
            var g = new Vector<float>(gradient[i..]) + w * decay;
            var sum = new Vector<float>(square[i..]) + g * g;
            sum.CopyTo(square[i..]);
            (w - g * rate / (Vector.SquareRoot(sum) + new Vector<float>(epsilon))).CopyTo(value[i..]);
        }
        for (; i < value.Length; i++)
        {
            var g = gradient[i] + value[i] * decay;
            square[i] += g * g;
            value[i] -= g * rate / (MathF.Sqrt(square[i]) + epsilon);
        }
    }
}
