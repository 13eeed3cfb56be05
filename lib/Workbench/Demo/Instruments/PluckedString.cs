namespace Workbench.Demo.Instruments;

/// <summary>
/// A plucked string: a burst of noise running round a delay line that loses its highs
/// (Karplus and Strong 1983, tuned as in Jaffe and Smith 1983).
/// </summary>
/// <param name="Brightness">How long the highs last, 0 (nylon) to 1 (new steel).</param>
/// <param name="Seconds">Time in which the sound falls by 60 dB.</param>
/// <param name="PickPosition">Where it is plucked, as a share of the string; that harmonic is missing.</param>
internal sealed record PluckedString(double Brightness, double Seconds, double PickPosition = 0.18) : IInstrument
{
    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var hertz = Sound.Hertz(note.Pitch);
        var period = Sound.SampleRate / hertz;
        var smooth = (float)(0.5 * (1 - Brightness)); // the share of the previous sample, hence also the filter's delay
        var length = (int)(period - smooth - 0.5);
        var fraction = period - smooth - length; // 0.5 to 1.5 samples, left to an all-pass
        var allPass = (float)((1 - fraction) / (1 + fraction));
        var loss = Sound.Gain(-60 / (hertz * Seconds));

        var line = Pluck(length, note.Velocity, rng);
        var level = Envelope.Damped.Shape(note, into.Length);
        float previous = 0, passIn = 0, passOut = 0;
        for (int i = 0, at = 0; i < level.Length; i++)
        {
            var sample = line[at];
            into[i] += level[i] * sample;
            var filtered = loss * (sample + smooth * (previous - sample));
            previous = sample;
            passOut = allPass * (filtered - passOut) + passIn;
            passIn = filtered;
            line[at] = passOut;
            if (++at == length)
                at = 0;
        }
    }

    private float[] Pluck(int length, float velocity, Random rng)
    {
        var noise = new float[length];
        var hardness = 0.25f + 0.7f * velocity;
        var smooth = 0f;
        for (var i = 0; i < length; i++)
            noise[i] = smooth += hardness * (rng.Noise() - smooth);
        var pick = Math.Max(1, (int)(length * PickPosition));
        var line = new float[length];
        for (var i = 0; i < length; i++)
            line[i] = noise[i] - noise[(i + length - pick) % length];
        return line;
    }
}
