using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features.Calculators;

/// <summary>Computes <see cref="Tonnetz"/>.</summary>
internal sealed class TonnetzCalculator(ConstantQ transform, bool fromCens) : IFeatureCalculator
{
    private readonly DenseFilter circles = new(Circles(), ConstantQChroma.Classes);

    /// <inheritdoc/>
    public void Compute(ClipAnalysis clip, FrameRows rows)
    {
        FrameRows shares = new(ConstantQChroma.Classes);
        shares.Resize(rows.FrameCount);
        if (fromCens)
            clip.Cens(transform).Tiles.CopyTo(shares.Tiles);
        Span<Vector<float>> frames = stackalloc Vector<float>[ConstantQChroma.Classes];
        for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
        {
            if (!fromCens)
                PitchClasses.Fold(clip.ConstantQ(transform), shares, tile);
            FrameNorm.ScaleBySum(shares, tile);
            for (var c = 0; c < frames.Length; c++)
                frames[c] = shares[c, tile];
            circles.Apply(frames, rows, tile);
        }
    }

    /// <summary>Sine and cosine of each pitch class on the circles of fifths, minor thirds and major thirds, <c>[6, 12]</c>.</summary>
    private static float[] Circles() =>
    [
        .. from circle in new (double Turn, double Radius)[] { (7 / 6.0, 1), (3 / 2.0, 1), (2 / 3.0, 0.5) }
           from phase in new[] { 0.5, 0 }
           from c in Enumerable.Range(0, ConstantQChroma.Classes)
           select (float)(circle.Radius * Math.Cos(Math.PI * (circle.Turn * c - phase))),
    ];
}
