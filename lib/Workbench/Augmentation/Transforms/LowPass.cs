using Workbench.Audio;
using Workbench.Audio.Filters;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>Dulls the sound, as an old loudspeaker or a low bit rate does: 12 dB an octave above a frequency.</summary>
/// <param name="MinFrequency">From 20 Hz. Frequencies that a clip cannot have leave it as it is.</param>
/// <param name="MaxFrequency">To 192,000 Hz.</param>
public sealed record LowPass(double MinFrequency = 5000, double MaxFrequency = 10_000) : AudioTransform
{
    internal override void Check(SpecProblems problems) =>
        CheckRange(problems, "frequencies", MinFrequency, MaxFrequency, 20, 192_000, "5000 to 10000 Hz dulls a little");

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn(BetweenRatios(MinFrequency, MaxFrequency, rng));

    internal sealed record Drawn(double Frequency) : DrawnTransform
    {
        public override string Summary => FormattableString.Invariant($"below {Frequency:0} Hz");

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) =>
            2 * Frequency >= clip.SampleRate ? clip : Filter(clip, Biquad<double>.LowPass(Angle(Frequency, clip), Math.Sqrt(0.5)));
    }
}
