using Workbench.Audio.Filters;
using Workbench.Demo.Effects;

namespace Workbench.Demo;

/// <summary>Plays a score and mixes it as an artist would.</summary>
internal sealed class Mixer(Style style, ArtistProfile artist, Random rng)
{
    private const double LoudnessDb = -17; // of an average mix, relative to full scale
    private const double FadeSeconds = 0.02;

    private readonly Production production = style.Production;

    /// <summary>Plays and mixes.</summary>
    /// <returns>Samples within -1 and 1.</returns>
    public float[] Mix(Score score)
    {
        var mix = new float[Sound.Samples(score.Seconds)];
        var room = new float[mix.Length];
        foreach (var part in score.Parts)
        {
            var sound = Synthesizer.Play(part, mix.Length, rng);
            Duck(sound, score.Hits);
            Add(sound, part.Trait, mix, room);
        }
        if (score.Hits.Count > 0)
            Add(Synthesizer.Play(score.Hits, score.Kit, mix.Length, rng), Trait.Rhythm, mix, room);

        new Reverb(production.RoomSeconds * artist.RoomFactor, 0.4).Apply(room);
        for (var i = 0; i < mix.Length; i++)
            mix[i] += room[i];
        Master(mix);
        return mix;
    }

    /// <summary>Brings a part to its level and colour, and sends some of it into the room.</summary>
    private void Add(Span<float> sound, Trait trait, Span<float> mix, Span<float> room)
    {
        var loudness = Sound.Loudness(sound);
        if (loudness == 0)
            return; // it entered after the end
        Biquad<float>.Peaking(Sound.Angle(artist.Colour[(int)trait]), q: 1.2, gainDb: 4).Apply(sound);
        var level = Sound.Gain(PartLevelDb(trait) + artist.Balance[(int)trait] + rng.Normal()) / loudness;
        var send = (float)(production.Reverb.Draw(rng) * (trait is Trait.Bass ? 0.2 : 1));
        for (var i = 0; i < sound.Length; i++)
        {
            mix[i] += level * sound[i];
            room[i] += level * send * sound[i];
        }
    }

    private double PartLevelDb(Trait trait) => trait switch
    {
        Trait.Rhythm => style.Rhythm.DrumsDb,
        Trait.Bass => -3,
        Trait.Chords => -4,
        Trait.Lead => -3,
        _ => -8,
    };

    /// <summary>Side-chain compression: the sound dips with every stroke of the bass drum.</summary>
    private void Duck(Span<float> sound, IReadOnlyList<DrumHit> hits)
    {
        if (production.Duck == 0)
            return;
        const double Recovery = 0.22;
        foreach (var hit in hits.Where(hit => hit.Drum is Drum.Kick))
        {
            var start = Sound.Samples(hit.Start);
            var end = Math.Min(sound.Length, start + Sound.Samples(Recovery));
            for (var i = start; i < end; i++)
                sound[i] *= (float)(1 - production.Duck * (1 - (i - start) / (Recovery * Sound.SampleRate)));
        }
    }

    private void Master(Span<float> mix)
    {
        Biquad<float>.LowShelf(Sound.Angle(150), Sound.FlatQ, production.BassDb + artist.BassDb + rng.Normal()).Apply(mix);
        Biquad<float>.HighShelf(Sound.Angle(3000), Sound.FlatQ, production.TrebleDb + artist.TrebleDb + rng.Normal()).Apply(mix);
        var loudness = Sound.Loudness(mix);
        var hiss = Sound.Gain(production.HissDb + artist.HissDb);
        var drive = Sound.Gain(LoudnessDb + production.DriveDb) / loudness;
        var level = 0.97f * Sound.Gain(production.LevelDb - production.DriveDb + artist.LevelDb + rng.Normal());
        for (var i = 0; i < mix.Length; i++)
            mix[i] = 0.97f * Sound.SoftClip(level * Sound.SoftClip(drive * (mix[i] + loudness * hiss * rng.Noise())));

        var fade = Sound.Samples(FadeSeconds);
        for (var i = 0; i < fade; i++)
        {
            mix[i] *= (float)i / fade;
            mix[^(i + 1)] *= (float)i / fade;
        }
    }
}
