using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>A matrix applied to each frame: chroma and cosine transforms.</summary>
internal sealed class DenseFilter
{
    /// <summary>Outputs computed together: so many sums do not wait for each other, and share the loads of the inputs.</summary>
    private const int Group = 6;

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

    private static void Multiply(ReadOnlySpan<float> panel, ReadOnlySpan<Vector<float>> input, Span<Vector<float>> sums)
    {
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default;
        foreach (var value in input)
        {
            sum0 = Vector.MultiplyAddEstimate(new(panel[0]), value, sum0);
            sum1 = Vector.MultiplyAddEstimate(new(panel[1]), value, sum1);
            sum2 = Vector.MultiplyAddEstimate(new(panel[2]), value, sum2);
            sum3 = Vector.MultiplyAddEstimate(new(panel[3]), value, sum3);
            sum4 = Vector.MultiplyAddEstimate(new(panel[4]), value, sum4);
            sum5 = Vector.MultiplyAddEstimate(new(panel[5]), value, sum5);
            panel = panel[Group..];
        }
        (sums[0], sums[1], sums[2]) = (sum0, sum1, sum2);
        (sums[3], sums[4], sums[5]) = (sum3, sum4, sum5);
    }
}
