using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Magnitude of the twelve pitch classes, C first, each frame scaled so that its largest is 1, from the constant-Q transform
/// (librosa <c>chroma_cqt</c>).
/// </summary>
/// <unit>none</unit>
/// <range>0 to 1</range>
/// <param name="BinsPerOctave">Bins of an octave, a multiple of 12: 12 as the FMA tables have it; librosa's default is 36.</param>
public sealed record ChromaCqt(int BinsPerOctave = 12) : ConstantQChroma(BinsPerOctave)
{
    /// <inheritdoc/>
    public override string Name => "chroma_cqt";

    /// <inheritdoc/>
    public override int BandCount => Classes;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Transform);

    private sealed class Calculator(ConstantQ transform) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            var bins = clip.ConstantQ(transform);
            for (var tile = 0; tile < clip.Spectrogram.TileCount; tile++)
            {
                PitchClasses.Fold(bins, rows, tile);
                FrameNorm.ScaleByLargest(rows, tile);
            }
        }
    }
}
