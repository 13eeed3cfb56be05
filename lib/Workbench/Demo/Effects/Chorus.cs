using Workbench.Demo.Instruments;

namespace Workbench.Demo.Effects;

/// <summary>Adds a second player: the same sound a little late, its delay swaying, so that its pitch sways too.</summary>
/// <param name="RateHertz">How fast it sways; about 0.6 is a chorus, 6 a rotating loudspeaker.</param>
/// <param name="DepthMilliseconds">How far.</param>
internal sealed record Chorus(double RateHertz, double DepthMilliseconds) : IEffect
{
    /// <inheritdoc/>
    public void Apply(Span<float> samples)
    {
        var depth = (float)(DepthMilliseconds / 1000 * Sound.SampleRate);
        var line = new DelayLine((int)(3 * depth) + 4);
        var sway = new Oscillator(RateHertz);
        foreach (ref var sample in samples)
        {
            line.Push(sample);
            sample = 0.7f * (sample + line.Ago(2 + depth * (1 + sway.Sine())));
        }
    }
}
