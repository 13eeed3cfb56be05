using Workbench.Audio.Filters;

namespace Workbench.Demo.Effects;

/// <summary>Cuts off the highs.</summary>
/// <param name="CutoffHertz">Where.</param>
internal sealed record Tone(double CutoffHertz) : IEffect
{
    /// <inheritdoc/>
    public void Apply(Span<float> samples) => Biquad<float>.LowPass(Sound.Angle(CutoffHertz), Sound.FlatQ).Apply(samples);
}
