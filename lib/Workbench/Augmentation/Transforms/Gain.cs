using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>Makes the sound louder or softer. Masters differ by more than the usual six decibels, within every genre.</summary>
/// <param name="MinGainDb">From -60.</param>
/// <param name="MaxGainDb">To 20.</param>
public sealed record Gain(double MinGainDb = -6, double MaxGainDb = 6) : AudioTransform
{
    internal override void Check(SpecProblems problems) =>
        CheckRange(problems, "decibels", MinGainDb, MaxGainDb, -60, 20, "-6 to 6 is usual");

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn(Between(MinGainDb, MaxGainDb, rng));

    internal sealed record Drawn(double GainDb) : DrawnTransform
    {
        public override string Summary => FormattableString.Invariant($"gain {GainDb:+0.0;-0.0} dB");

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default)
        {
            var factor = (float)Math.Pow(10, GainDb / 20);
            return EachChannel(clip, samples => [.. samples.Select(s => s * factor)]);
        }
    }
}
