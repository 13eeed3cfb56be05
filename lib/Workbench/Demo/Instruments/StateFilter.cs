namespace Workbench.Demo.Instruments;

/// <summary>A low-pass whose cutoff may move with every sample (state variable filter in the trapezoidal form, Zavalishin 2012).</summary>
/// <param name="resonance">0 (none) to below 1 (about to whistle).</param>
internal struct StateFilter(double resonance)
{
    private readonly float damping = (float)(2 - 1.9 * resonance);
    private float g, scale, low, band;

    /// <summary>Moves the cutoff.</summary>
    public void Tune(double hertz)
    {
        g = (float)Math.Tan(Math.PI * Math.Clamp(hertz, 20, 0.45 * Sound.SampleRate) / Sound.SampleRate);
        scale = 1 / (1 + g * (g + damping));
    }

    /// <summary>Filters one sample.</summary>
    public float Next(float x)
    {
        var bandOut = scale * (band + g * (x - low));
        var lowOut = low + g * bandOut;
        band = 2 * bandOut - band;
        low = 2 * lowOut - low;
        return lowOut;
    }
}
