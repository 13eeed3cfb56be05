using Workbench.Audio.Filters;

namespace Workbench.Demo.Instruments;

/// <summary>Something like a voice: a buzzing throat and breath, through three formants; every note is another vowel.</summary>
/// <param name="Speech">0 sings the pitch, 1 only speaks near it, falling with every syllable.</param>
/// <param name="Roughness">Share of noise, 0 to 1: whispering, or shouting.</param>
/// <param name="Envelope">How a syllable swells and fades.</param>
internal sealed record Voice(double Speech, float Roughness, Envelope Envelope) : IInstrument
{
    private const int GlideStep = 64; // samples between two moves of the pitch

    // Peterson and Barney 1952, men: formants of the vowels in "father", "bed", "heed", "hawed", "who'd", in Hz.
    private static readonly double[][] Vowels =
        [[730, 1090, 2440], [530, 1840, 2480], [270, 2290, 3010], [570, 840, 2410], [300, 870, 2240]];
    private static readonly float[] FormantGains = [1, 0.6f, 0.35f];

    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var level = Envelope.Shape(note, into.Length);
        var pitch = note.Pitch + 2.5 * Speech * rng.Normal();
        var formants = rng.Pick(Vowels).Select(hertz => Biquad<float>.BandPass(Sound.Angle(hertz), hertz / 110)).ToArray();
        var throat = new Oscillator(Sound.Hertz(pitch));
        var vibrato = new Oscillator(5.6 * GlideStep, rng.NextDouble());
        for (var i = 0; i < level.Length; i++)
        {
            if (i % GlideStep == 0)
            {
                var seconds = (double)i / Sound.SampleRate;
                var sway = (1 - Speech) * 0.25 * Math.Min(1, seconds / 0.4) * vibrato.Sine();
                throat.Tune(Sound.Hertz(pitch + sway - 12 * Speech * seconds));
            }
            var source = throat.Saw() + Roughness * 3 * rng.Noise();
            var sum = 0.08f * source;
            for (var f = 0; f < formants.Length; f++)
                sum += FormantGains[f] * formants[f].Next(source);
            into[i] += level[i] * sum;
        }
    }
}
