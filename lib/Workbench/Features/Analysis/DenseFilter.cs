using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>A matrix applied to each frame: chroma and cosine transforms.</summary>
/// <param name="weights"><c>[outputs, inputs]</c>, row-major.</param>
/// <param name="inputCount">Length of a row.</param>
internal sealed class DenseFilter(float[] weights, int inputCount)
{
    /// <summary>Number of outputs.</summary>
    public int OutputCount => weights.Length / inputCount;

    /// <summary>Multiplies.</summary>
    /// <param name="input"><c>[inputs]</c>.</param>
    /// <param name="rows"><c>[outputs, frames]</c>.</param>
    /// <param name="tile">Which frames of <paramref name="rows"/> are written.</param>
    public void Apply(ReadOnlySpan<Vector<float>> input, FrameRows rows, int tile)
    {
        var output = 0;
        for (; output + 4 <= OutputCount; output += 4) // four at once: each input is loaded for four sums
        {
            var row0 = Row(output);
            var row1 = Row(output + 1);
            var row2 = Row(output + 2);
            var row3 = Row(output + 3);
            Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            for (var i = 0; i < input.Length; i++)
            {
                sum0 = Vector.FusedMultiplyAdd(new(row0[i]), input[i], sum0);
                sum1 = Vector.FusedMultiplyAdd(new(row1[i]), input[i], sum1);
                sum2 = Vector.FusedMultiplyAdd(new(row2[i]), input[i], sum2);
                sum3 = Vector.FusedMultiplyAdd(new(row3[i]), input[i], sum3);
            }
            (rows[output, tile], rows[output + 1, tile], rows[output + 2, tile], rows[output + 3, tile]) = (sum0, sum1, sum2, sum3);
        }
        for (; output < OutputCount; output++)
        {
            var row = Row(output);
            var sum = Vector<float>.Zero;
            for (var i = 0; i < input.Length; i++)
                sum = Vector.FusedMultiplyAdd(new(row[i]), input[i], sum);
            rows[output, tile] = sum;
        }
    }

    private ReadOnlySpan<float> Row(int output) => weights.AsSpan(output * inputCount, inputCount);
}
