using System.Numerics;
using Workbench.Foundation;

namespace Workbench.Training.Optimizers;

/// <summary>Stochastic gradient descent, as <c>torch.optim.SGD</c> without dampening.</summary>
/// <param name="LearningRate">Size of a step, above 0.</param>
/// <param name="Momentum">Share kept of the earlier steps, from 0 to below 1.</param>
/// <param name="Nesterov">
/// Whether the gradient is taken as if the momentum had already acted (Sutskever et al. 2013); needs momentum.
/// </param>
/// <param name="WeightDecay">Times the weight, added to the gradient (L2); 0 or more.</param>
public sealed record Sgd(double LearningRate = 1e-2, double Momentum = 0.9, bool Nesterov = true, double WeightDecay = 0) : Optimizer
{
    internal override OptimizerState Start(TensorPieces tensors) => new State(this, tensors);

    internal override void Check(SpecProblems problems)
    {
        CheckRates(problems, 0.01, WeightDecay);
        problems.Require(Momentum is >= 0 and < 1, $"Sgd: momentum {Momentum} must be >= 0 and below 1; 0.9 is usual.")
            .Require(!Nesterov || Momentum > 0, "Sgd: Nesterov needs a momentum above 0; use 0.9, or turn Nesterov off.");
    }

    /// <summary>At work: <c>b = momentum b + g; w -= rate b</c>, with Nesterov <c>w -= rate (g + momentum b)</c>.</summary>
    private sealed class State(Sgd spec, TensorPieces tensors) : OptimizerState(spec, tensors, memoryCount: 1)
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
}
