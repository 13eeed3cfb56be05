using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// A feature that rests on the constant-Q transform: its bins are shifted by the tuning of the clip, which is estimated from the
/// clip's own spectrogram unless it is given.
/// </summary>
public abstract record ConstantQFeature : Feature
{
    private const int LongestFrame = 65_536;

    /// <summary>How the transform is computed.</summary>
    public ConstantQMode Mode { get; init; } = ConstantQMode.Full;

    /// <summary>Deviation from A = 440 Hz, in bins, -0.5 to 0.5; null: estimated from each clip.</summary>
    public double? Tuning { get; init; }

    /// <summary>The transform that the feature rests on.</summary>
    internal abstract ConstantQ Transform { get; }

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems
            .Require(Enum.IsDefined(Mode),
                $"Mode {Mode} of {Name} is unknown; there are {string.Join(", ", Enum.GetNames<ConstantQMode>())}.")
            .Require(Tuning is null or (>= -0.5 and <= 0.5),
                $"Tuning {Tuning} of {Name} must be -0.5 to 0.5 bins; leave it out to have it estimated.");
        var transform = Transform;
        if (transform is not { BinCount: >= 1 and <= 4096, BinsPerOctave: >= 1 and <= 240, LowestHz: > 0 } || Tuning is < -0.5 or > 0.5
            || spec.HopLength < 1 || spec.SampleRate < 1)
            return; // said elsewhere
        var (highest, lowest) = (transform.Scale(Tuning ?? 0.5), transform.Scale(Tuning ?? -0.5));
        var lowestRate = Math.Ceiling(2 * highest.EndHz);
        problems.Require(spec.SampleRate >= lowestRate,
            $"{Name} needs a sample rate of at least {lowestRate} Hz for its {transform.BinCount} bins, not {spec.SampleRate}; "
            + "take fewer bins, or 22050 Hz, which is usual.");
        if (spec.SampleRate < lowestRate)
            return;
        var longest = ConstantQBand.Plan(spec, lowest, Mode).Max(band => band.FrameLength);
        problems.Require(longest <= LongestFrame,
            $"{Name} needs frames of {longest} samples, more than {LongestFrame}, for its lowest bins; take a higher lowest frequency, "
            + "fewer bins an octave, or a hop length such as 512, which can be halved from octave to octave.");
    }
}
