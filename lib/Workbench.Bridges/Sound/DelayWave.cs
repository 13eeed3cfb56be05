using NWaves.Signals.Builders;

namespace Workbench.Bridges;

/// <summary>
/// The slow sine by which NWaves' flanger and chorus move a delay, as a share of their longest. NWaves lets it go down to 0, where its
/// delay line gives the oldest sample instead of the newest, which clicks: this one turns one sample earlier.
/// </summary>
internal static class DelayWave
{
    /// <summary>Makes the wave; NWaves sets its range to 0 to 1 when an effect takes it.</summary>
    public static SineBuilder Of(int sampleRate, double hertz)
    {
        SineBuilder wave = new();
        wave.SampledAt(sampleRate).SetParameter("frequency", hertz);
        return wave;
    }

    /// <summary>Keeps the wave of an effect above a delay of one sample.</summary>
    /// <param name="wave">The wave, after the effect took it.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="seconds">The longest delay.</param>
    public static void KeepAboveOneSample(SineBuilder wave, int sampleRate, double seconds) =>
        wave.SetParameter("min", Math.Min(1, 1 / (seconds * sampleRate)));
}
