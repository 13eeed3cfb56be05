namespace Workbench.Demo.Effects;

/// <summary>Cuts off the highs.</summary>
/// <param name="CutoffHertz">Where.</param>
internal sealed record Tone(double CutoffHertz) : IEffect
{
    /// <inheritdoc/>
    public void Apply(Span<float> samples) => Biquad.LowPass(CutoffHertz).Apply(samples);
}
