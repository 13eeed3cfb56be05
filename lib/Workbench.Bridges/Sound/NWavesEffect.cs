using Workbench.Augmentation;

namespace Workbench.Bridges;

/// <summary>
/// An effect of NWaves (Sharii, github.com/ar1st0crat/NWaves 0.9.6, MIT) as a transform. The effect hears the clip at full scale, so that
/// what depends on the level does the same to soft songs and loud ones; what comes out is as loud as the clip was (its root mean square),
/// but no sample is above full scale that was not before. Length, time and labels stay.
/// </summary>
public abstract record NWavesEffect : CustomTransform
{
    static NWavesEffect() => NWavesKinds.Register();

    private protected NWavesEffect() { }

    /// <summary>What is wrong with a number that is not drawn.</summary>
    private protected IEnumerable<string> ProblemsOf(string what, double value, double least, double most, double usual) =>
        value >= least && value <= most ? []
            : [FormattableString.Invariant($"{GetType().Name}: {what} {value} must be {least} to {most}; {usual} is usual.")];
}
