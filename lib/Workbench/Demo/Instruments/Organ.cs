namespace Workbench.Demo.Instruments;

/// <summary>Steady sines, one a drawbar or reed.</summary>
/// <param name="Drawbars">Level of each harmonic, from the first.</param>
/// <param name="Envelope">How the note swells and fades.</param>
internal sealed record Organ(float[] Drawbars, Envelope Envelope) : IInstrument
{
    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var level = Envelope.Shape(note, into.Length);
        for (var k = 0; k < Drawbars.Length; k++)
        {
            var hertz = Sound.Hertz(note.Pitch) * (k + 1);
            if (Drawbars[k] == 0 || hertz > 0.45 * Sound.SampleRate)
                continue;
            var sine = new Oscillator(hertz, rng.NextDouble());
            for (var i = 0; i < level.Length; i++)
                into[i] += 0.2f * Drawbars[k] * level[i] * sine.Sine();
        }
    }
}
