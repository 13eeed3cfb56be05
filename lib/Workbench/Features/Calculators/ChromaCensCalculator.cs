using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="ChromaCens"/>.</summary>
internal sealed class ChromaCensCalculator : IFeatureCalculator
{
    private const int Reach = 20;

    /// <summary>A pitch class gets a quarter for each of these shares of the frame that it exceeds.</summary>
    private static readonly float[] Steps = [0.05f, 0.1f, 0.2f, 0.4f];

    /// <summary>41 weights of sum 1: a symmetric Hann window without the zeros at its ends.</summary>
    private static readonly float[] Smoothing =
        [.. Enumerable.Range(1, 2 * Reach + 1).Select(i => (float)((1 - Math.Cos(Math.PI * i / (Reach + 1))) / (2 * Reach + 2)))];

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        var bins = clip.ConstantQ();
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            ChromaCqtCalculator.Fold(bins, rows, tile);
            FrameNorm.ScaleBySum(rows, tile);
            for (var c = 0; c < rows.BandCount; c++)
                rows[c, tile] = Quantise(rows[c, tile]);
        }
        var padded = new float[rows.FrameCount + 2 * Reach + Vector<float>.Count];
        for (var c = 0; c < rows.BandCount; c++)
        {
            rows.Row(c).CopyTo(padded.AsSpan(Reach));
            for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
                rows[c, tile] = Smooth(padded.AsSpan(tile * Vector<float>.Count));
        }
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
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
            sum = Vector.FusedMultiplyAdd(new(Smoothing[i]), new(values[i..]), sum);
        return sum;
    }
}
