using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Chroma energy normalised statistics (librosa <c>chroma_cens</c>; Müller and Ewert, "Chroma toolbox", 2011): the share of each
/// pitch class, C first, in steps of a quarter, smoothed over 41 frames, each frame of Euclidean norm 1. Follows the harmony,
/// whatever the dynamics and the articulation.
/// </summary>
/// <unit>none</unit>
/// <range>0 to 1</range>
/// <param name="BinsPerOctave">Bins of an octave, a multiple of 12: 12 as the FMA tables have it; librosa's default is 36.</param>
public sealed record ChromaCens(int BinsPerOctave = 12) : ConstantQChroma(BinsPerOctave)
{
    /// <inheritdoc/>
    public override string Name => "chroma_cens";

    /// <inheritdoc/>
    public override int BandCount => Classes;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Transform);

    /// <summary>Hands out what the analysis shares.</summary>
    private sealed class Calculator(ConstantQ transform) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows) => clip.Cens(transform).Tiles.CopyTo(rows.Tiles);
    }
}
