namespace Workbench.Demo.Instruments;

/// <summary>Subtractive synthesis: detuned saws or squares through a resonant low-pass that opens with the note.</summary>
/// <param name="Square">Squares instead of saws.</param>
/// <param name="Voices">Oscillators a note.</param>
/// <param name="DetuneCents">How far the outermost voices lie from the note.</param>
/// <param name="CutoffHertz">The filter at rest.</param>
/// <param name="SweepOctaves">How far it opens at full level.</param>
/// <param name="Resonance">0 to below 1.</param>
/// <param name="Envelope">How the note, and the filter, swells and fades.</param>
internal sealed record Synth(bool Square, int Voices, double DetuneCents, double CutoffHertz, double SweepOctaves, double Resonance,
    Envelope Envelope) : IInstrument
{
    private const int FilterStep = 32; // samples between two moves of the filter

    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var voices = new Oscillator[Voices];
        for (var v = 0; v < Voices; v++)
        {
            var place = Voices == 1 ? 0 : 2.0 * v / (Voices - 1) - 1;
            voices[v] = new(Sound.Hertz(note.Pitch + place * DetuneCents / 100), rng.NextDouble());
        }
        var filter = new StateFilter(Resonance);
        var level = Envelope.Shape(note, into.Length);
        var gain = 0.35f / MathF.Sqrt(Voices);
        for (var i = 0; i < level.Length; i++)
        {
            if (i % FilterStep == 0)
                filter.Tune(CutoffHertz * Math.Pow(2, SweepOctaves * level[i]));
            var sum = 0f;
            foreach (ref var voice in voices.AsSpan())
                sum += Square ? voice.Square() : voice.Saw();
            into[i] += gain * level[i] * filter.Next(sum);
        }
    }
}
