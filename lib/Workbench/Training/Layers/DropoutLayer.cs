using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="Dropout"/>. What is dropped is a hash of the pass's seed and the place of the value, so that it depends on no
/// order of work, and the backward pass finds it again without a stored mask.
/// </summary>
internal sealed class DropoutLayer(LayerPlan plan, int capacity, bool trains) : DenseLayer(plan, capacity, trains)
{
    private readonly uint threshold = (uint)(((Dropout)plan.Layer).Rate * uint.MaxValue);
    private readonly float scale = (float)(1 / (1 - ((Dropout)plan.Layer).Rate));
    private uint seed, secondSeed;

    public override void Draw(Random rng)
    {
        var drawn = (ulong)rng.NextInt64();
        (seed, secondSeed) = ((uint)drawn, (uint)(drawn >> 32));
    }

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = input.Rows;
        if (training)
            Apply(input.Values, Output.Values);
        else
            input.Values.CopyTo(Output.Values);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        InputGradient.Rows = input.Rows;
        Apply(outputGradient.Values, InputGradient.Values);
    }

    private void Apply(ReadOnlySpan<float> values, Span<float> result)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var isKept = Vector.GreaterThanOrEqual(Hash(Vector.CreateSequence((uint)i, 1u)), new Vector<uint>(threshold));
            var kept = Vector.ConditionalSelect(Vector.AsVectorSingle(isKept), new Vector<float>(values[i..]) * scale, Vector<float>.Zero);
            kept.CopyTo(result[i..]);
        }
        for (; i < values.Length; i++)
            result[i] = Hash(new Vector<uint>((uint)i))[0] >= threshold ? values[i] * scale : 0;
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
