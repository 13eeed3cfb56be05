namespace Workbench.Demo.Instruments;

/// <summary>Frequency modulation (Chowning 1973): one sine shakes another's phase; electric pianos and glassy bells.</summary>
/// <param name="Ratio">The modulator's frequency relative to the note's.</param>
/// <param name="Index">How far the phase is shaken at the start, in cycles; fades as the note does.</param>
/// <param name="Envelope">How the note swells and fades.</param>
internal sealed record FmKeys(double Ratio, double Index, Envelope Envelope) : IInstrument
{
    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var hertz = Sound.Hertz(note.Pitch);
        var carrier = new Oscillator(hertz);
        var modulator = new Oscillator(Math.Min(hertz * Ratio, 0.4 * Sound.SampleRate));
        var level = Envelope.Shape(note, into.Length);
        for (var i = 0; i < level.Length; i++)
            into[i] += 0.4f * level[i] * carrier.Sine((float)Index * level[i] * modulator.Sine());
    }
}
