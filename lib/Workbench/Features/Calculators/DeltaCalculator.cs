using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>
/// Computes <see cref="Delta"/>. The derivative, of the order of the polynomial, is a constant, and so a window has one, and
/// it is the sum of the window's values times the polynomial of that order that is orthogonal to the lower ones.
/// </summary>
internal sealed class DeltaCalculator(IFeatureCalculator of, int order) : IFeatureCalculator
{
    private const int Width = 9;

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        FrameRows values = new(rows.BandCount);
        values.Resize(rows.FrameCount);
        of.Compute(clip, values);
        Differentiate(values, order, rows);
    }

    /// <summary>Fills <paramref name="rows"/> with the derivatives of the values, both <c>[bands, frames]</c>.</summary>
    public static void Differentiate(FrameRows values, int order, FrameRows rows)
    {
        var weights = Weights(Math.Min(Width, values.FrameCount), order);
        var reach = weights.Length / 2;
        var last = values.FrameCount - weights.Length + reach; // the last frame with a whole window
        var padded = new float[values.FrameCount + Width + Vector<float>.Count];
        for (var band = 0; band < values.BandCount; band++)
        {
            values.Row(band).CopyTo(padded.AsSpan(reach));
            for (var tile = 0; tile * Vector<float>.Count < values.FrameCount; tile++)
                rows[band, tile] = Derivative(padded.AsSpan(tile * Vector<float>.Count), weights, reach);
            var row = rows.Row(band);
            row[..reach].Fill(row[reach]);
            row[last..].Fill(row[last]);
        }
    }

    /// <summary>The weights sum to 0; that the middle value is taken off makes a constant's derivative exactly 0.</summary>
    private static Vector<float> Derivative(ReadOnlySpan<float> values, float[] weights, int reach)
    {
        var (sum, middle) = (Vector<float>.Zero, new Vector<float>(values[reach..]));
        for (var i = 0; i < weights.Length; i++)
            sum = Vector.MultiplyAddEstimate(new(weights[i]), new Vector<float>(values[i..]) - middle, sum);
        return sum;
    }

    private static float[] Weights(int width, int order)
    {
        double[] polynomial = [.. Enumerable.Range(0, width).Select(i => i - (width - 1) / 2.0)];
        if (order == 2)
        {
            var mean = polynomial.Average(x => x * x);
            polynomial = [.. polynomial.Select(x => x * x - mean)];
        }
        var energy = polynomial.Sum(p => p * p);
        return [.. polynomial.Select(p => energy == 0 ? 0 : (float)(order * p / energy))]; // 1! = 1, 2! = 2
    }
}
