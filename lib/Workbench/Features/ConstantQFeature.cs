using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// A feature that rests on the constant-Q transform (librosa <c>cqt</c>): 84 semitones from C1 on, shifted by the tuning that
/// is estimated from the clip's own spectrogram.
/// </summary>
public abstract record ConstantQFeature : Feature
{
    /// <summary>Tunings are half a semitone at most.</summary>
    private static readonly int LowestSampleRate = (int)Math.Ceiling(2 * ConstantQScale.EndHz(tuning: 0.5));

    private const int HopDivisor = 1 << (ConstantQScale.OctaveCount - 1);

    internal sealed override void Check(FeatureSpec spec, SpecProblems problems) => problems
        .Require(spec.SampleRate >= LowestSampleRate, $"{Name} needs a sample rate of at least {LowestSampleRate} Hz for its {ConstantQScale.BinCount} semitones, not {spec.SampleRate}; 22050 is usual.")
        .Require(spec.HopLength % HopDivisor == 0, $"{Name} needs a hop length that {HopDivisor} divides, as it halves the rate from octave to octave, not {spec.HopLength}; 512 is usual.");
}
