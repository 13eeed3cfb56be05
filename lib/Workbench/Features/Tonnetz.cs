using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Tonal centroid (librosa <c>tonnetz</c>; Harte, Sandler and Gasser, "Detecting harmonic change in musical audio", 2006): the
/// centre of gravity of a frame's pitch classes on the circles of fifths, minor thirds and major thirds, two coordinates each,
/// -1 to 1 (major thirds: -0.5 to 0.5).
/// </summary>
/// <unit>none</unit>
/// <range>-1 to 1</range>
/// <param name="BinsPerOctave">Bins of an octave, a multiple of 12: 12 as the FMA tables have it; librosa's default is 36.</param>
/// <param name="FromCens">
/// Whether of <see cref="ChromaCens"/>, as the FMA tables have it, or of <see cref="ChromaCqt"/>, librosa's default.
/// </param>
public sealed record Tonnetz(int BinsPerOctave = 12, bool FromCens = true) : ConstantQChroma(BinsPerOctave)
{
    /// <inheritdoc/>
    public override string Name => "tonnetz";

    /// <inheritdoc/>
    public override int BandCount => 6;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Transform, FromCens);

    private sealed class Calculator(ConstantQ transform, bool fromCens) : IFeatureCalculator
    {
        private readonly DenseFilter circles = new(Circles(), ConstantQChroma.Classes);

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
}
