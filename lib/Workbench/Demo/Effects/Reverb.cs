namespace Workbench.Demo.Effects;

/// <summary>
/// A room: parallel combs that lose their highs, then all-passes that blur them (Schroeder
/// 1962, Moorer 1979). Leaves only the room's answer.
/// </summary>
/// <param name="Seconds">Time in which the sound falls by 60 dB.</param>
/// <param name="Damping">How much faster the highs die, 0 to 1.</param>
internal sealed record Reverb(double Seconds, double Damping) : IEffect
{
    // Freeverb's delays (Jezar 2000), in samples at 44.1 kHz; halved below.
    private static readonly int[] Combs = [1116, 1277, 1422, 1557, 1617];
    private static readonly int[] AllPasses = [556, 441, 225];

    /// <inheritdoc/>
    public void Apply(Span<float> samples)
    {
        var room = new float[samples.Length];
        foreach (var delay in Combs)
            AddComb(samples, room, delay / 2);
        foreach (var delay in AllPasses)
            Blur(room, delay / 2);
        room.CopyTo(samples);
    }

    private void AddComb(ReadOnlySpan<float> samples, Span<float> room, int delay)
    {
        var line = new DelayLine(delay);
        var feedback = Sound.Gain(-60 * delay / (Seconds * Sound.SampleRate));
        var smooth = (float)(0.7 * Damping);
        var dark = 0f;
        for (var i = 0; i < samples.Length; i++)
        {
            var echo = line.Oldest;
            dark = echo + smooth * (dark - echo);
            line.Push(samples[i] + feedback * dark);
            room[i] += echo / Combs.Length;
        }
    }

    private static void Blur(Span<float> samples, int delay)
    {
        const float Gain = 0.5f;
        var line = new DelayLine(delay);
        foreach (ref var sample in samples)
        {
            var echo = line.Oldest;
            var into = sample + Gain * echo;
            line.Push(into);
            sample = echo - Gain * into;
        }
    }
}
