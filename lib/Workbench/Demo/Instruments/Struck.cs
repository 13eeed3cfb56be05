namespace Workbench.Demo.Instruments;

/// <summary>
/// Something struck that rings: partials, each a sine that dies away by itself. Piano
/// strings, bars and bells differ in where their partials lie.
/// </summary>
/// <param name="Partials">Frequencies relative to the note's.</param>
/// <param name="Slope">How fast partials weaken: the k-th has level k to the power of minus this.</param>
/// <param name="Seconds">Time constant of the lowest partial at middle C; higher ones are shorter.</param>
internal sealed record Struck(double[] Partials, double Slope, double Seconds) : IInstrument
{
    /// <summary>The first partials of a stiff string: above the harmonics by the square root of 1 + B k².</summary>
    /// <param name="count">Number of partials.</param>
    /// <param name="stiffness">B; about 0.0004 in the middle of a piano.</param>
    public static double[] StringPartials(int count, double stiffness) =>
        [.. Enumerable.Range(1, count).Select(k => k * Math.Sqrt(1 + stiffness * k * k))];

    /// <inheritdoc/>
    public void Play(Note note, Span<float> into, Random rng)
    {
        var level = Envelope.Damped.Shape(note, into.Length);
        var seconds = Seconds * Math.Pow(2, (60 - note.Pitch) / 18);
        for (var k = 0; k < Partials.Length; k++)
        {
            var hertz = Sound.Hertz(note.Pitch) * Partials[k];
            if (hertz > 0.45 * Sound.SampleRate)
                break;
            var softness = 1.6 - note.Velocity; // a harder stroke has stronger highs
            var amplitude = 0.3 * Math.Pow(k + 1, -Slope * softness);
            AddRinging(level, into, hertz, amplitude, seconds / (1 + 0.4 * k), rng.NextDouble());
        }
    }

    /// <summary>A decaying sine by recursion: two multiplications a sample.</summary>
    private static void AddRinging(float[] level, Span<float> into, double hertz, double amplitude, double seconds, double phase)
    {
        var decay = Math.Exp(-1 / (seconds * Sound.SampleRate));
        var angle = Math.Tau * hertz / Sound.SampleRate;
        var start = Math.Tau * phase;
        var first = (float)(2 * decay * Math.Cos(angle));
        var second = (float)(-decay * decay);
        var current = (float)(amplitude * Math.Sin(start));
        var previous = (float)(amplitude * Math.Sin(start - angle) / decay);
        for (var i = 0; i < level.Length; i++)
        {
            into[i] += level[i] * current;
            (current, previous) = (first * current + second * previous, current);
        }
    }
}
