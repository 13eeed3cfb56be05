namespace Workbench.Demo.Instruments;

/// <summary>How a note swells and fades: linear attack, then exponential decay and release.</summary>
/// <param name="Attack">Seconds to full level.</param>
/// <param name="Decay">Time constant, in seconds, of the fall to the sustain level.</param>
/// <param name="Sustain">Level that a held note falls to, 0 to 1.</param>
/// <param name="Release">Time constant, in seconds, of the fall after the note's end.</param>
internal readonly record struct Envelope(double Attack, double Decay, float Sustain, double Release)
{
    /// <summary>For instruments that decay by themselves: only what happens when the note ends.</summary>
    public static Envelope Damped { get; } = new(0.001, 1, 1, 0.04);

    /// <summary>The level of every sample, from the note's start until it is inaudible.</summary>
    /// <param name="note">Its length and velocity; the velocity scales the level.</param>
    /// <param name="room">At most this many samples.</param>
    public float[] Shape(Note note, int room)
    {
        const double Silence = 6; // time constants until -52 dB
        var held = Sound.Samples(note.Seconds);
        var shape = new float[Math.Min(room, held + Sound.Samples(Silence * Release))];
        var rise = 1f / Math.Max(1, Sound.Samples(Attack));
        var fall = Keep(Decay);
        var fade = Keep(Release);
        var level = 0f;
        var rising = true;
        for (var i = 0; i < shape.Length; i++)
        {
            if (i >= held)
                level *= fade;
            else if (rising)
                rising = (level += rise) < 1;
            else
                level = Sustain + (level - Sustain) * fall;
            shape[i] = level * note.Velocity;
        }
        return shape;
    }

    private static float Keep(double timeConstant) => (float)Math.Exp(-1 / (timeConstant * Sound.SampleRate));
}
