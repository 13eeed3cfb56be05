using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>Turns the sound's curve upside down, which no ear hears and no magnitude shows: for networks that read samples.</summary>
public sealed record ReversePolarity : AudioTransform
{
    internal override void Check(SpecProblems problems) { }

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn();

    internal sealed record Drawn : DrawnTransform
    {
        public override string Summary => "polarity reversed";

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) =>
            EachChannel(clip, samples => [.. samples.Select(s => -s)]);
    }
}
