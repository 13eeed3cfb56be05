using System.Text.Json.Serialization;
using Workbench.Augmentation.Transforms;
using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>
/// A way to change sound that leaves its genre as it is, with the ranges that its numbers are drawn from:
/// <code>var gain = new Gain().Draw(rng); var louder = gain.Apply(clip);</code>
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PitchShift), "pitchShift")]
[JsonDerivedType(typeof(TimeStretch), "timeStretch")]
[JsonDerivedType(typeof(Gain), "gain")]
[JsonDerivedType(typeof(AddNoise), "addNoise")]
[JsonDerivedType(typeof(LowPass), "lowPass")]
[JsonDerivedType(typeof(HighPass), "highPass")]
[JsonDerivedType(typeof(Peaking), "peaking")]
[JsonDerivedType(typeof(Reverb), "reverb")]
[JsonDerivedType(typeof(ReversePolarity), "reversePolarity")]
[JsonDerivedType(typeof(TimeShift), "timeShift")]
public abstract record AudioTransform
{
    private protected AudioTransform() { }

    /// <summary>Draws the numbers; applying what was drawn then needs no chance.</summary>
    /// <param name="rng">Where from.</param>
    /// <exception cref="InvalidSpecException">A range is not usable.</exception>
    public DrawnTransform Draw(Random rng)
    {
        var problems = new SpecProblems(nameof(AudioTransform));
        Check(problems);
        problems.ThrowIfAny();
        return DrawChecked(rng);
    }

    /// <summary>Notes what is wrong with the ranges.</summary>
    internal abstract void Check(SpecProblems problems);

    private protected abstract DrawnTransform DrawChecked(Random rng);

    /// <summary>A number from a range, every one alike.</summary>
    private protected static double Between(double min, double max, Random rng) => min + (max - min) * rng.NextDouble();

    /// <summary>A number from a range, every ratio alike.</summary>
    private protected static double BetweenRatios(double min, double max, Random rng) => min * Math.Pow(max / min, rng.NextDouble());

    /// <summary>Notes a range that does not ascend between two bounds.</summary>
    private protected void CheckRange(SpecProblems problems, string what, double min, double max, double least,
        double most, string remedy) =>
        problems.Require(min >= least && min <= max && max <= most,
            FormattableString.Invariant($"{GetType().Name}: {what} {min} to {max} must ascend within {least} to {most}; {remedy}."));
}
