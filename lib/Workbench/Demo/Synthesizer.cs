using Workbench.Demo.Instruments;

namespace Workbench.Demo;

/// <summary>Makes parts audible.</summary>
internal static class Synthesizer
{
    /// <summary>Plays all notes of a part, then its effects.</summary>
    /// <param name="part">The part.</param>
    /// <param name="length">Samples of the track; what lies beyond is cut off.</param>
    /// <param name="rng">For what differs between two notes alike.</param>
    public static float[] Play(ScorePart part, int length, Random rng)
    {
        var sound = new float[length];
        foreach (var note in part.Notes)
            if (Sound.Samples(note.Start) is var start && start < length)
                part.Patch.Instrument.Play(note, sound.AsSpan(start), rng);
        foreach (var effect in part.Patch.Effects)
            effect.Apply(sound);
        return sound;
    }

    /// <summary>Strikes all drums.</summary>
    /// <param name="hits">The strokes.</param>
    /// <param name="kit">The drums.</param>
    /// <param name="length">Samples of the track.</param>
    /// <param name="rng">For the noise in the drums.</param>
    public static float[] Play(IReadOnlyList<DrumHit> hits, DrumKit kit, int length, Random rng)
    {
        var sound = new float[length];
        kit.Play(hits, sound, rng);
        return sound;
    }
}
