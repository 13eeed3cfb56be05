using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>Runs <see cref="Relu"/>. At exactly 0 the slope is the negative one, as in PyTorch.</summary>
internal sealed class ReluLayer(LayerPlan plan, int capacity, bool trains) : DenseLayer(plan, capacity, trains)
{
    private readonly float slope = (float)((Relu)plan.Layer).NegativeSlope;

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = input.Rows;
        Apply(input.Values, input.Values, Output.Values);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        InputGradient.Rows = input.Rows;
        Apply(input.Values, outputGradient.Values, InputGradient.Values);
    }

    /// <summary><c>result = sign > 0 ? values : slope * values</c>; NaN stays NaN, so that divergence is seen.</summary>
    private void Apply(ReadOnlySpan<float> sign, ReadOnlySpan<float> values, Span<float> result)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = new Vector<float>(values[i..]);
            var isPositive = Vector.GreaterThan(new Vector<float>(sign[i..]), Vector<float>.Zero);
            Vector.ConditionalSelect(isPositive, value, value * slope).CopyTo(result[i..]);
        }
        for (; i < values.Length; i++)
            result[i] = sign[i] > 0 ? values[i] : values[i] * slope;
    }
}
