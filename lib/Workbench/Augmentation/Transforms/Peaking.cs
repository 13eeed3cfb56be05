using Workbench.Audio;
using Workbench.Audio.Filters;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>
/// Raises or lowers a band of frequencies, as a mixing desk's equaliser does; six decibels are a firm hand, and no other music.
/// </summary>
/// <param name="MinFrequency">From 20 Hz: middle of the band. Frequencies that a clip cannot have leave it as it is.</param>
/// <param name="MaxFrequency">To 192,000 Hz.</param>
/// <param name="MinGainDb">From -24.</param>
/// <param name="MaxGainDb">To 24.</param>
/// <param name="Q">0.1 to 20: middle of the band over its width; 1 is about an octave and a half.</param>
public sealed record Peaking(double MinFrequency = 100, double MaxFrequency = 5000, double MinGainDb = -6,
    double MaxGainDb = 6, double Q = 1) : AudioTransform
{
    internal override void Check(SpecProblems problems)
    {
        CheckRange(problems, "frequencies", MinFrequency, MaxFrequency, 20, 192_000, "100 to 5000 Hz is usual");
        CheckRange(problems, "decibels", MinGainDb, MaxGainDb, -24, 24, "-6 to 6 is usual");
        problems.Require(Q is >= 0.1 and <= 20, FormattableString.Invariant($"Peaking: Q {Q} must be 0.1 to 20; 1 is usual."));
    }

    private protected override DrawnTransform DrawChecked(Random rng) =>
        new Drawn(BetweenRatios(MinFrequency, MaxFrequency, rng), Between(MinGainDb, MaxGainDb, rng), Q);

    internal sealed record Drawn(double Frequency, double GainDb, double Q) : DrawnTransform
    {
        public override string Summary => FormattableString.Invariant($"{GainDb:+0.0;-0.0} dB at {Frequency:0} Hz");

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) =>
            2 * Frequency >= clip.SampleRate ? clip : Filter(clip, Biquad<double>.Peaking(Angle(Frequency, clip), Q, GainDb));
    }
}
