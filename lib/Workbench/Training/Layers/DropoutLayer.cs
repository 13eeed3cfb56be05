using System.Collections.Immutable;
using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="Dropout"/>. What is dropped is a hash of the pass's seed and the place of the value, so that it depends on no
/// order of work, and the backward pass finds it again without a stored mask.
/// </summary>
internal sealed unsafe class DropoutLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : ElementwiseLayer(plans, setup)
{
    private readonly uint threshold = (uint)(((Dropout)plans[0].Layer).Rate * uint.MaxValue);
    private readonly float scale = (float)(1 / (1 - ((Dropout)plans[0].Layer).Rate));
    private uint seed, secondSeed;

    public override void Draw(Random rng)
    {
        var drawn = (ulong)rng.NextInt64();
        (seed, secondSeed) = ((uint)drawn, (uint)(drawn >> 32));
    }

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
            var isKept = Vector.GreaterThanOrEqual(Hash(Vector.CreateSequence((uint)i, 1u)), new Vector<uint>(threshold));
            var scaled = AnyVector.Load(values + i, end - i) * scale;
            AnyVector.Store(Vector.ConditionalSelect(Vector.AsVectorSingle(isKept), scaled, Vector<float>.Zero), result + i, end - i);
        }
    }

    private Vector<uint> Hash(Vector<uint> index) => Mix(Mix(index + new Vector<uint>(seed)) ^ new Vector<uint>(secondSeed));

    /// <summary>32-bit integer hash of low bias: "prospector" by C. Wellons, constants of issue 19.</summary>
    private static Vector<uint> Mix(Vector<uint> x)
    {
        x = (x ^ (x >>> 16)) * new Vector<uint>(0x21f0aaad);
        x = (x ^ (x >>> 15)) * new Vector<uint>(0x735a2d97);
        return x ^ (x >>> 15);
    }
}
