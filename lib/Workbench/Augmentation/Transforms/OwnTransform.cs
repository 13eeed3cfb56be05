using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>A transform that is code of the user's own: see <see cref="AudioTransform.Of"/>.</summary>
/// <param name="Name">What its maker called it.</param>
/// <param name="Text">Its source, the lambda.</param>
internal sealed record OwnTransform(string Name, string Text) : AudioTransform, IOwnCode
{
    private const string What = "transform";

    private static readonly OwnCode<Func<AudioClip, Random, AudioClip>> Code =
        new(What, (name, text) => $"AudioTransform.Of(\"{name}\", {text})", mayCapture: false);

    string IOwnCode.What => What;

    /// <inheritdoc/>
    public void Require() => Code.Find(Name, Text);

    /// <inheritdoc cref="AudioTransform.Of"/>
    internal static OwnTransform Define(string name, Func<AudioClip, Random, AudioClip> change, string text) =>
        new(name, Code.Define(name, text, change));

    internal override void Check(SpecProblems problems) { }

    private protected override DrawnTransform DrawChecked(Random rng)
    {
        Require();
        return new Drawn(Name, Text, rng.Next());
    }

    internal sealed record Drawn(string Name, string Text, int Seed) : DrawnTransform
    {
        public override string Summary => Name;

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default)
        {
            var changed = Code.Call(Name, Text, change => change(clip, new Random(Seed)));
            return Problem(clip, changed) is { } problem ? throw new OwnCodeException($"The transform {Name} gave {problem}.") : changed;
        }

        private static string? Problem(AudioClip clip, AudioClip? changed)
        {
            if (changed is null)
                return "no clip; return a new AudioClip(clip.SampleRate, samples)";
            if (changed.SampleRate != clip.SampleRate || changed.ChannelCount != clip.ChannelCount)
                return $"{changed.ChannelCount} channel(s) at {changed.SampleRate} Hz for {clip.ChannelCount} at {clip.SampleRate} Hz; "
                    + "a copy keeps both";
            if (changed.SampleCount == 0)
                return $"no samples for a clip of {clip.SampleCount}; return at least one";
            for (var channel = 0; channel < changed.ChannelCount; channel++)
                for (var i = 0; i < changed.SampleCount; i++)
                    if (!float.IsFinite(changed.Channel(channel)[i]))
                        return FormattableString.Invariant(
                            $"the sample {changed.Channel(channel)[i]} at {i}; samples are finite numbers, usually from -1 to 1");
            return null;
        }
    }
}
