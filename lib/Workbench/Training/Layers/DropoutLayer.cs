using System.Collections.Immutable;
using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>Runs <see cref="Dropout"/>. The backward pass finds what is dropped again without a stored mask.</summary>
internal sealed unsafe class DropoutLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : ElementwiseLayer(plans, setup)
{
    private readonly DropoutMask mask = new(((Dropout)plans[0].Layer).Rate);

    public override void Draw(Random rng) => mask.Draw(rng);

    public override void Forward(Matrix input, bool training)
    {
        if (training)
        {
            base.Forward(input, training);
            return;
        }
        Output.Rows = input.Rows;
        input.Values.CopyTo(Output.Values);
    }

    protected override void Apply(float* input, float* values, float* result, int start, int end)
    {
        for (var i = start; i < end; i += Vector<float>.Count)
        {
            var scaled = AnyVector.Load(values + i, end - i) * mask.Scale;
            var kept = Vector.ConditionalSelect(Vector.AsVectorSingle(mask.IsKept(i)), scaled, Vector<float>.Zero);
            AnyVector.Store(kept, result + i, end - i);
        }
    }
}
