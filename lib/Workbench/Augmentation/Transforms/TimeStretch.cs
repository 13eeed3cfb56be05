using Workbench.Audio;
using Workbench.Augmentation.Stretching;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>
/// Changes the speed and keeps the pitches. Tempo is part of a genre, and performances of one piece differ by about a tenth, so
/// that the usual range is a tenth to either side: 120 beats a minute stay between 108 and 132.
/// </summary>
/// <param name="MinRate">From 0.5; 0.5 is half as fast and twice as long.</param>
/// <param name="MaxRate">To 2.</param>
public sealed record TimeStretch(double MinRate = 0.9, double MaxRate = 1.1) : AudioTransform
{
    internal override void Check(SpecProblems problems) =>
        CheckRange(problems, "rates", MinRate, MaxRate, 0.5, 2, "0.9 to 1.1 keeps the genre");

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn(BetweenRatios(MinRate, MaxRate, rng));

    internal sealed record Drawn(double Rate) : DrawnTransform
    {
        public override string Summary => FormattableString.Invariant($"speed {Rate:0.00}");

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) =>
            TimeScale.Stretch(clip, (int)Math.Max(1, Math.Round(clip.SampleCount / Rate)), token);
    }
}
