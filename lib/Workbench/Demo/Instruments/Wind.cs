namespace Workbench.Demo.Instruments;

/// <summary>Wind instruments: the harder they are blown the brighter they get; with breath, and vibrato on long notes.</summary>
/// <param name="CutoffHertz">The tone's upper end when blown softly.</param>
/// <param name="SweepOctaves">How far it opens when blown hard: brass much, flutes little.</param>
/// <param name="Hollow">Squares instead of saws: odd harmonics, as in a clarinet.</param>
/// <param name="Breath">Level of the breath's noise.</param>
/// <param name="Envelope">How it is blown.</param>
internal sealed record Wind(double CutoffHertz, double SweepOctaves, bool Hollow, float Breath, Envelope Envelope) : IInstrument
{
    private const int ControlStep = 32; // samples between two moves of filter and vibrato

    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var level = Envelope.Shape(note, into.Length);
        var tone = new Oscillator(Sound.Hertz(note.Pitch), rng.NextDouble());
        var vibrato = new Oscillator(5.5 * ControlStep, rng.NextDouble());
        var filter = new StateFilter(0.3);
        for (var i = 0; i < level.Length; i++)
        {
            if (i % ControlStep == 0)
            {
                var scoop = -0.6 * Math.Exp(-i / 700.0); // each note is reached from a little below
                tone.Tune(Sound.Hertz(note.Pitch + scoop + 0.22 * Math.Min(1, i / 9000.0) * vibrato.Sine()));
                filter.Tune(CutoffHertz * Math.Pow(2, SweepOctaves * level[i]));
            }
            into[i] += 0.4f * level[i] * filter.Next((Hollow ? tone.Square() : tone.Saw()) + Breath * rng.Noise());
        }
    }
}
