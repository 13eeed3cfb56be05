using System.Numerics;
using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer 2011), as <c>torch.optim.Adagrad</c>: steps scaled by the root of all squared gradients so far.
/// </summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Epsilon">Added to the root, above 0.</param>
/// <param name="WeightDecay">Times the weight, added to the gradient (L2); 0 or more.</param>
public sealed record Adagrad(double LearningRate = 1e-2, double Epsilon = 1e-10, double WeightDecay = 0) : Optimizer
{
    internal override OptimizerState Start(TensorPieces tensors) => new State(this, tensors);

    internal override void Check(SpecProblems problems)
    {
        CheckRates(problems, 0.01, WeightDecay);
        CheckEpsilon(problems, Epsilon, "1e-10");
    }

    /// <summary><see cref="Adagrad"/> at work: <c>w -= rate * g / (sqrt(sum of g^2) + eps)</c>.</summary>
    private sealed class State(Adagrad spec, TensorPieces tensors) : OptimizerState(spec, tensors, memoryCount: 1)
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
}
