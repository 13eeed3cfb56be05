using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Tonnetz"/>.</summary>
internal sealed class TonnetzCalculator : IFeatureCalculator
{
    private const int Classes = 12;

    private readonly ChromaCensCalculator cens = new();
    private readonly DenseFilter circles = new(Circles(), Classes);

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        FrameRows chroma = new(Classes);
        chroma.Resize(rows.FrameCount);
        cens.Compute(clip, chroma);
        Span<Vector<float>> frames = stackalloc Vector<float>[Classes];
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            FrameNorm.ScaleBySum(chroma, tile);
            for (var c = 0; c < Classes; c++)
                frames[c] = chroma[c, tile];
            circles.Apply(frames, rows, tile);
        }
    }

    /// <summary>Sine and cosine of each pitch class on the circles of fifths, minor thirds and major thirds, <c>[6, 12]</c>.</summary>
    private static float[] Circles() =>
    [
        .. from circle in new (double Turn, double Radius)[] { (7 / 6.0, 1), (3 / 2.0, 1), (2 / 3.0, 0.5) }
           from phase in new[] { 0.5, 0 }
           from c in Enumerable.Range(0, Classes)
           select (float)(circle.Radius * Math.Cos(Math.PI * (circle.Turn * c - phase))),
    ];
}
