using System.Collections.Immutable;
using System.Numerics;
using Workbench.Models;

namespace Workbench.Training.Layers;

/// <summary>Runs <see cref="Relu"/>. At exactly 0 the slope is the negative one, as in PyTorch.</summary>
internal sealed unsafe class ReluLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : ElementwiseLayer(plans, setup)
{
    private readonly float slope = (float)((Relu)plans[0].Layer).NegativeSlope;

    /// <summary><c>result = input > 0 ? values : slope * values</c>; NaN stays NaN, so that divergence is seen.</summary>
    /// <param name="input">What decides: the inputs, or the outputs, which are above 0 where the inputs are.</param>
    /// <param name="values">The inputs, or gradients.</param>
    /// <param name="result">Where they go; may be where they are.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="slope">The negative slope.</param>
    public static void Pass(float* input, float* values, float* result, int count, float slope)
    {
        for (var i = 0; i < count; i += Vector<float>.Count)
        {
            var value = AnyVector.Load(values + i, count - i);
            var isPositive = Vector.GreaterThan(AnyVector.Load(input + i, count - i), Vector<float>.Zero);
            AnyVector.Store(Vector.ConditionalSelect(isPositive, value, value * slope), result + i, count - i);
        }
    }

    protected override void Apply(float* input, float* values, float* result, int start, int end) =>
        Pass(input + start, values + start, result + start, end - start, slope);
}
