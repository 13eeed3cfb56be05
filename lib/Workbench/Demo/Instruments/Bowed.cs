namespace Workbench.Demo.Instruments;

/// <summary>Bowed strings: saws with vibrato through the body's filter, with the bow's noise.</summary>
/// <param name="Players">1 is a solo; more are a section, each slightly out of tune.</param>
/// <param name="CutoffHertz">Where the body stops to resound.</param>
/// <param name="Envelope">How the bow is drawn.</param>
internal sealed record Bowed(int Players, double CutoffHertz, Envelope Envelope) : IInstrument
{
    private const int VibratoStep = 32; // samples between two moves of the vibrato

    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var level = Envelope.Shape(note, into.Length);
        for (var player = 0; player < Players; player++)
        {
            var pitch = note.Pitch + 0.06 * (Players - 1) / Players * rng.Normal();
            var vibrato = new Oscillator((5.2 + 0.4 * rng.Normal()) * VibratoStep, rng.NextDouble());
            var saw = new Oscillator(Sound.Hertz(pitch), rng.NextDouble());
            var body = new StateFilter(0.2);
            body.Tune(CutoffHertz);
            var gain = 0.4f / MathF.Sqrt(Players);
            for (var i = 0; i < level.Length; i++)
            {
                if (i % VibratoStep == 0)
                    saw.Tune(Sound.Hertz(pitch + 0.18 * Math.Min(1, i / 6000.0) * vibrato.Sine()));
                into[i] += gain * level[i] * body.Next(saw.Saw() + 0.06f * rng.Noise());
            }
        }
    }
}
