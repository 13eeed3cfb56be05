using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>The <see cref="ChromaCens"/> of the clip at hand, computed when first asked for.</summary>
internal sealed class CensChroma
{
    private const int Reach = 20;

    /// <summary>A pitch class gets a quarter for each of these shares of the frame that it exceeds.</summary>
    private static readonly float[] Steps = [0.05f, 0.1f, 0.2f, 0.4f];

    /// <summary>41 weights of sum 1: a symmetric Hann window without the zeros at its ends.</summary>
    private static readonly float[] Smoothing =
        [.. Enumerable.Range(1, 2 * Reach + 1).Select(i => (float)((1 - Math.Cos(Math.PI * i / (Reach + 1))) / (2 * Reach + 2)))];

    private readonly FrameRows rows = new(ConstantQChroma.Classes);
    private bool valid;

    /// <summary>Forgets the clip.</summary>
    public void Invalidate() => valid = false;

    /// <summary>The pitch classes, <c>[12, frames]</c>, C first.</summary>
    /// <param name="bins">The constant-Q transform, whole octaves from a C on.</param>
    public FrameRows Of(FrameRows bins)
    {
        if (!valid)
            Compute(bins);
        valid = true;
        return rows;
    }

    private void Compute(FrameRows bins)
    {
        rows.Resize(bins.FrameCount);
        var tileCount = (rows.FrameCount + Vector<float>.Count - 1) / Vector<float>.Count;
        for (var tile = 0; tile < tileCount; tile++)
        {
            PitchClasses.Fold(bins, rows, tile);
            FrameNorm.ScaleBySum(rows, tile);
            for (var c = 0; c < rows.BandCount; c++)
                rows[c, tile] = Quantise(rows[c, tile]);
        }
        var padded = new float[rows.FrameCount + 2 * Reach + Vector<float>.Count];
        for (var c = 0; c < rows.BandCount; c++)
        {
            rows.Row(c).CopyTo(padded.AsSpan(Reach));
            for (var tile = 0; tile < tileCount; tile++)
                rows[c, tile] = Smooth(padded.AsSpan(tile * Vector<float>.Count));
        }
        for (var tile = 0; tile < tileCount; tile++)
            FrameNorm.ScaleByLength(rows, tile);
    }

    private static Vector<float> Quantise(Vector<float> share)
    {
        var quarters = Vector<int>.Zero;
        foreach (var step in Steps)
            quarters -= Vector.GreaterThan(share, new(step));
        return Vector.ConvertToSingle(quarters) * 0.25f;
    }

    /// <summary>Averages over time; beyond the clip's ends is silence.</summary>
    private static Vector<float> Smooth(ReadOnlySpan<float> values)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < Smoothing.Length; i++)
            sum = Vector.MultiplyAddEstimate(new(Smoothing[i]), new(values[i..]), sum);
        return sum;
    }
}
