using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Tonal centroid (librosa <c>tonnetz</c>; Harte, Sandler and Gasser, "Detecting harmonic change in musical audio", 2006): the
/// centre of gravity of a frame's pitch classes on the circles of fifths, minor thirds and major thirds, two coordinates each,
/// -1 to 1 (major thirds: -0.5 to 0.5).
/// </summary>
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

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new TonnetzCalculator(Transform, FromCens);
}
