using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>A feature of the twelve pitch classes, folded from the seven octaves of a constant-Q transform from C1 on.</summary>
/// <param name="BinsPerOctave">
/// Bins of an octave, a multiple of 12: 12 as the FMA tables have it, 36 as is librosa's default, which tells a note from what
/// lies between notes.
/// </param>
public abstract record ConstantQChroma(int BinsPerOctave) : ConstantQFeature
{
    internal const int Classes = 12;
    internal const int Octaves = 7;

    internal sealed override ConstantQ Transform => new(Octaves * BinsPerOctave, BinsPerOctave) { Mode = Mode, Tuning = Tuning };

    internal sealed override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems.Require(BinsPerOctave is >= Classes and <= 240 && BinsPerOctave % Classes == 0,
            $"Bins of an octave {BinsPerOctave} of {Name} must be a multiple of {Classes}, at most 240; {Classes} and 36 are usual.");
        base.Check(spec, problems);
    }
}
