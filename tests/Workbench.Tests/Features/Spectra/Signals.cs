using Workbench.Audio;

namespace Workbench.Tests.Features.Spectra;

/// <summary>Signals that formulas define, so that other programs can make the same.</summary>
internal static class Signals
{
    private const int Rate = 22_050;

    /// <summary>4000 samples: a rising sine, and a click every 1000 samples.</summary>
    public static AudioClip ChirpWithClicks() =>
        Of(4000, i => 0.5 * Math.Sin(2 * Math.PI * (0.01 * i + 4e-6 * i * i)) + (i % 1000 < 10 ? 0.4 : 0));

    /// <summary>White noise from -1 to 1.</summary>
    public static AudioClip Noise(int sampleCount, int seed)
    {
        Random rng = new(seed);
        return Of(sampleCount, _ => 2 * rng.NextDouble() - 1);
    }

    /// <summary>A signal at 22,050 Hz from its value at each sample.</summary>
    public static AudioClip Of(int sampleCount, Func<double, double> sample) =>
        new(Rate, [.. Enumerable.Range(0, sampleCount).Select(i => (float)sample(i))]);
}
