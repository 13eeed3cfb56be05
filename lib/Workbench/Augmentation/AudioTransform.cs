using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Workbench.Audio;
using Workbench.Augmentation.Transforms;
using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>
/// A way to change sound that leaves its genre as it is, with the ranges that its numbers are drawn from:
/// <code>var gain = new Gain().Draw(rng); var louder = gain.Apply(clip);</code>
/// A notebook's own is a lambda (<see cref="Of"/>), and other assemblies derive from <see cref="CustomTransform"/>.
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
[JsonDerivedType(typeof(OwnTransform), "own")]
[KindElsewhere("bitCrusher", KindElsewhereAttribute.InBridges)]
[KindElsewhere("chorus", KindElsewhereAttribute.InBridges)]
[KindElsewhere("compressor", KindElsewhereAttribute.InBridges)]
[KindElsewhere("flanger", KindElsewhereAttribute.InBridges)]
[KindElsewhere("phaser", KindElsewhereAttribute.InBridges)]
[KindElsewhere("tubeDistortion", KindElsewhereAttribute.InBridges)]
public abstract record AudioTransform
{
    private protected AudioTransform() { }

    /// <summary>
    /// A transform of one's own, which stands wherever the others do:
    /// <code>
    /// var softer = AudioTransform.Of("softer", (clip, rng) =>
    ///     new(clip.SampleRate, [.. clip.Channel(0).ToArray().Select(sample => sample * (1 - rng.NextSingle() / 2))]));
    /// </code>
    /// Specs keep its name and text. Cached copies are found by the text, so that it must tell all: the lambda uses nothing from outside.
    /// </summary>
    /// <param name="name">What people call it.</param>
    /// <param name="change">
    /// From a clip, of one channel where songs are learned from, to a new one of the same sample rate and channels; all chance comes from
    /// the generator. Called from many threads.
    /// </param>
    /// <param name="text">The source of <paramref name="change"/>; the compiler fills it in.</param>
    /// <exception cref="WorkbenchException">No usable name, no lambda, or one that uses variables or functions from outside.</exception>
    public static AudioTransform Of(string name, Func<AudioClip, Random, AudioClip> change,
        [CallerArgumentExpression(nameof(change))] string text = "") => OwnTransform.Define(name, change, text);

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
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    /// <param name="rng">Where from.</param>
    protected static double Between(double min, double max, Random rng) => min + (max - min) * rng.NextDouble();

    /// <summary>A number from a range, every ratio alike.</summary>
    /// <param name="min">The least, above 0.</param>
    /// <param name="max">The most.</param>
    /// <param name="rng">Where from.</param>
    protected static double BetweenRatios(double min, double max, Random rng) => min * Math.Pow(max / min, rng.NextDouble());

    /// <summary>What is wrong with a range that does not ascend between two bounds; nothing where it does.</summary>
    /// <param name="what">What the numbers are, for instance <c>decibels</c>.</param>
    /// <param name="min">Where the range begins.</param>
    /// <param name="max">Where it ends.</param>
    /// <param name="least">The lower bound.</param>
    /// <param name="most">The upper bound.</param>
    /// <param name="remedy">What is usual, for instance <c>-6 to 6 is usual</c>.</param>
    protected IEnumerable<string> ProblemsOfRange(string what, double min, double max, double least, double most, string remedy) =>
        min >= least && min <= max && max <= most ? []
            : [FormattableString.Invariant($"{GetType().Name}: {what} {min} to {max} must ascend within {least} to {most}; {remedy}.")];

    /// <summary>Notes a range that does not ascend between two bounds.</summary>
    private protected void CheckRange(SpecProblems problems, string what, double min, double max, double least,
        double most, string remedy)
    {
        foreach (var problem in ProblemsOfRange(what, min, max, least, most, remedy))
            problems.Require(false, problem);
    }
}
