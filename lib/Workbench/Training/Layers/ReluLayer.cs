using System.Collections.Immutable;
using System.Numerics;
using Workbench.Models;

namespace Workbench.Training.Layers;

/// <summary>Runs <see cref="Relu"/>. At exactly 0 the slope is the negative one, as in PyTorch.</summary>
internal sealed unsafe class ReluLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : ElementwiseLayer(plans, setup)
{
    private readonly float slope = (float)((Relu)plans[0].Layer).NegativeSlope;

    /// <summary><c>result = input > 0 ? values : slope * values</c>; NaN stays NaN, so that divergence is seen.</summary>
    protected override void Apply(float* input, float* values, float* result, int start, int end)
    {
        for (var i = start; i < end; i += Vector<float>.Count)
        {
            var value = AnyVector.Load(values + i, end - i);
            var isPositive = Vector.GreaterThan(AnyVector.Load(input + i, end - i), Vector<float>.Zero);
            AnyVector.Store(Vector.ConditionalSelect(isPositive, value, value * slope), result + i, end - i);
        }
    }
}
