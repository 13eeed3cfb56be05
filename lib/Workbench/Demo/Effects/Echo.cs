using Workbench.Audio.Filters;

namespace Workbench.Demo.Effects;

/// <summary>Repeats that fade and grow darker.</summary>
/// <param name="Seconds">Time between repeats.</param>
/// <param name="Feedback">Level of each repeat relative to the one before, below 1.</param>
/// <param name="Mix">Level of the first repeat.</param>
internal sealed record Echo(double Seconds, double Feedback, double Mix) : IEffect
{
    /// <inheritdoc/>
    public void Apply(Span<float> samples)
    {
        var line = new DelayLine(Math.Max(2, Sound.Samples(Seconds)));
        var dark = Biquad<float>.LowPass(Sound.Angle(2800), Sound.FlatQ);
        foreach (ref var sample in samples)
        {
            var repeat = line.Oldest;
            line.Push(dark.Next(sample + (float)Feedback * repeat));
            sample += (float)Mix * repeat;
        }
    }
}
