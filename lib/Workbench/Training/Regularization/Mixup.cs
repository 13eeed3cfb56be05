using System.Numerics;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Training.Regularization;

/// <summary>
/// Mixup (Zhang et al. 2018): every example becomes <c>s x_i + (1 - s) x_j</c> with the target <c>s y_i + (1 - s) y_j</c>, one share s of
/// the distribution Beta(alpha, alpha) a batch. Batches are in random order, so that the partner is the example as far from the
/// end as this one from the start.
/// </summary>
/// <param name="Alpha">0 or more: 0 mixes nothing, 1 takes every share alike.</param>
public sealed record Mixup(double Alpha = 0.2)
{
    internal void Check(SpecProblems problems) =>
        problems.Require(Alpha >= 0 && double.IsFinite(Alpha), $"Mixup: alpha {Alpha} must be >= 0; 0.2 is usual, 0 turns mixup off.");

    /// <summary>Draws the share of a batch, 0 to 1.</summary>
    internal double Draw(Random rng)
    {
        // x / (x + y) is Beta distributed; logarithms do not underflow
        var difference = DrawLogGamma(Alpha, rng) - DrawLogGamma(Alpha, rng);
        return 1 / (1 + Math.Exp(-difference));
    }

    /// <summary>Mixes a batch in place.</summary>
    /// <param name="share">What <see cref="Draw"/> gave.</param>
    /// <param name="input">The examples, a row each.</param>
    /// <param name="targets">Their targets, a row each.</param>
    internal static void Apply(double share, MatrixSpan input, MatrixSpan targets)
    {
        var size = input.Count / targets.Rows;
        for (int i = 0, j = targets.Rows - 1; i < j; i++, j--)
        {
            Mix((float)share, input.Values.Slice(i * size, size), input.Values.Slice(j * size, size));
            Mix((float)share, targets.Row(i), targets.Row(j));
        }
    }

    private static void Mix(float share, Span<float> first, Span<float> second)
    {
        var i = 0;
        for (; i <= first.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> a = new(first[i..]), b = new(second[i..]);
            (a * share + b * (1 - share)).CopyTo(first[i..]);
            (b * share + a * (1 - share)).CopyTo(second[i..]);
        }
        for (; i < first.Length; i++)
            (first[i], second[i]) = (first[i] * share + second[i] * (1 - share), second[i] * share + first[i] * (1 - share));
    }

    /// <summary>The logarithm of a gamma variate (Marsaglia and Tsang 2000); shapes below 1 by their section 6.</summary>
    private static double DrawLogGamma(double shape, Random rng)
    {
        if (shape < 1)
            return DrawLogGamma(shape + 1, rng) + Math.Log(1 - rng.NextDouble()) / shape;
        var d = shape - 1.0 / 3;
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble());
            var root = 1 + normal / Math.Sqrt(9 * d);
            var v = root * root * root;
            if (v > 0 && Math.Log(1 - rng.NextDouble()) < normal * normal / 2 + d - d * v + d * Math.Log(v))
                return Math.Log(d * v);
        }
    }
}
