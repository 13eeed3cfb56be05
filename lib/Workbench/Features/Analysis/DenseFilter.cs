using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workbench.Features.Analysis;

/// <summary>A matrix applied to each frame: chroma and cosine transforms.</summary>
internal sealed class DenseFilter
{
    /// <summary>Outputs computed together: so many sums do not wait for each other, and share the loads of the inputs.</summary>
    private const int Group = 12;

    private readonly int inputCount;

    /// <summary><c>[groups, inputs, Group]</c>; outputs that fill up the last group are zero.</summary>
    private readonly float[] panels;

    /// <param name="weights"><c>[outputs, inputs]</c>, row-major.</param>
    /// <param name="inputCount">Length of a row.</param>
    public DenseFilter(ReadOnlySpan<float> weights, int inputCount)
    {
        this.inputCount = inputCount;
        OutputCount = weights.Length / inputCount;
        panels = new float[(OutputCount + Group - 1) / Group * Group * inputCount];
        for (var output = 0; output < OutputCount; output++)
            for (var i = 0; i < inputCount; i++)
                panels[(output / Group * inputCount + i) * Group + output % Group] = weights[output * inputCount + i];
    }

    /// <summary>Number of outputs.</summary>
    public int OutputCount { get; }

    /// <summary>Multiplies.</summary>
    /// <param name="input"><c>[inputs]</c>.</param>
    /// <param name="rows"><c>[outputs, frames]</c>.</param>
    /// <param name="tile">Which frames of <paramref name="rows"/> are written.</param>
    public void Apply(ReadOnlySpan<Vector<float>> input, FrameRows rows, int tile)
    {
        Span<Vector<float>> sums = stackalloc Vector<float>[Group];
        ReadOnlySpan<float> panel = panels;
        for (var first = 0; first < OutputCount; first += Group)
        {
            Multiply(panel, input, sums);
            for (var i = 0; i < Math.Min(Group, OutputCount - first); i++)
                rows[first + i, tile] = sums[i];
            panel = panel[(Group * inputCount)..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(ReadOnlySpan<float> panel, ReadOnlySpan<Vector<float>> input, Span<Vector<float>> sums)
    {
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default;
        Vector<float> sum6 = default, sum7 = default, sum8 = default, sum9 = default, sum10 = default, sum11 = default;
        ref var weight = ref MemoryMarshal.GetReference(panel[..(input.Length * Group)]);
        foreach (var value in input)
        {
            sum0 = Vector.MultiplyAddEstimate(new(weight), value, sum0);
            sum1 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 1)), value, sum1);
            sum2 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 2)), value, sum2);
            sum3 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 3)), value, sum3);
            sum4 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 4)), value, sum4);
            sum5 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 5)), value, sum5);
            sum6 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 6)), value, sum6);
            sum7 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 7)), value, sum7);
            sum8 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 8)), value, sum8);
            sum9 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 9)), value, sum9);
            sum10 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 10)), value, sum10);
            sum11 = Vector.MultiplyAddEstimate(new(Unsafe.Add(ref weight, 11)), value, sum11);
            weight = ref Unsafe.Add(ref weight, Group);
        }
        (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]) = (sum0, sum1, sum2, sum3, sum4, sum5);
        (sums[6], sums[7], sums[8], sums[9], sums[10], sums[11]) = (sum6, sum7, sum8, sum9, sum10, sum11);
    }
}
