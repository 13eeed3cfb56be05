using Workbench.Audio;
using Workbench.Audio.Filters;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>Thins the sound, as a small loudspeaker does: 12 dB an octave below a frequency.</summary>
/// <param name="MinFrequency">From 20 Hz. Frequencies that a clip cannot have leave it as it is.</param>
/// <param name="MaxFrequency">To 192,000 Hz.</param>
public sealed record HighPass(double MinFrequency = 40, double MaxFrequency = 160) : AudioTransform
{
    internal override void Check(SpecProblems problems) =>
        CheckRange(problems, "frequencies", MinFrequency, MaxFrequency, 20, 192_000, "40 to 160 Hz thins a little");

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn(BetweenRatios(MinFrequency, MaxFrequency, rng));

    internal sealed record Drawn(double Frequency) : DrawnTransform
    {
        public override string Summary => FormattableString.Invariant($"above {Frequency:0} Hz");

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) =>
            2 * Frequency >= clip.SampleRate ? clip : Filter(clip, Biquad<double>.HighPass(Angle(Frequency, clip), Math.Sqrt(0.5)));
    }
}
