using Workbench.Audio;

namespace Workbench.Demo;

/// <summary>Makes one track from its plan.</summary>
internal static class Studio
{
    private static readonly Interval Length = new(10, 12);

    /// <summary>Composes, plays and mixes a track: the same spec and plan give the same samples.</summary>
    public static AudioClip Record(TrackPlan plan, DemoSpec spec)
    {
        var rng = Draws.Stream(spec.Seed, plan.Number);
        var style = Style.Blend(plan.Genres, plan.Artist, spec.Ambiguity, rng);
        var score = new Composer(style, plan.Artist, Length.Draw(rng), rng).Compose();
        return new(Sound.SampleRate, new Mixer(style, plan.Artist, rng).Mix(score));
    }
}
