using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>Begins the song elsewhere; what comes before is moved behind the end, so that all of it stays.</summary>
/// <param name="MinShare">From -1: share of the clip's length that it is moved by; negative is towards its start.</param>
/// <param name="MaxShare">To 1.</param>
public sealed record TimeShift(double MinShare = -0.5, double MaxShare = 0.5) : AudioTransform
{
    internal override void Check(SpecProblems problems) =>
        CheckRange(problems, "shares", MinShare, MaxShare, -1, 1, "-0.5 to 0.5 reaches every place");

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn(Between(MinShare, MaxShare, rng));

    internal sealed record Drawn(double Share) : DrawnTransform
    {
        public override string Summary => FormattableString.Invariant($"moved by {100 * Share:+0;-0} %");

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) => EachChannel(clip, samples =>
        {
            var start = (int)Math.Round((1 - Share) * samples.Length) % Math.Max(1, samples.Length);
            return [.. samples[start..], .. samples[..start]];
        });
    }
}
