using Workbench.Audio;

namespace Workbench.Export;

/// <summary>Synthetic sounds to try an exported model with; of no genre in particular.</summary>
internal static class SampleSounds
{
    private const double Fundamental = 110;

    /// <summary>The sounds by name, at a sample rate in Hz.</summary>
    public static IEnumerable<(string Name, AudioClip Clip)> At(int sampleRate)
    {
        yield return ("chords", Render(sampleRate, 8, (t, noise) =>
            Pluck(t % 2, Fundamental * Math.Pow(2, (int)(t / 2) * 5 % 12 / 12.0)) + 0.003 * noise));
        yield return ("drums", Render(sampleRate, 6, (t, noise) =>
            0.6 * Math.Sin(300 * Math.Exp(-20 * (t % 0.5))) * Math.Exp(-12 * (t % 0.5))
            + 0.3 * noise * Math.Exp(-40 * ((t + 0.25) % 0.5))));
        yield return ("short", Render(sampleRate, 1, (t, noise) =>
            0.3 * Math.Sin(2 * Math.PI * (200 + 300 * t) * t) + 0.05 * noise));
    }

    /// <summary>A major chord of three strings, each of six partials that fade.</summary>
    private static double Pluck(double t, double hz) =>
        (from interval in new[] { 1, 1.25, 1.5 }
         from partial in Enumerable.Range(1, 6)
         select 0.12 / partial * Math.Exp(-partial * t) * Math.Sin(2 * Math.PI * hz * interval * partial * t)).Sum();

    private static AudioClip Render(int sampleRate, double seconds, Func<double, double, double> sound)
    {
        var noise = new Random(1);
        return new(sampleRate,
            [.. Enumerable.Range(0, (int)(seconds * sampleRate))
                .Select(i => (float)sound((double)i / sampleRate, 2 * noise.NextDouble() - 1))]);
    }
}
