namespace Workbench.Demo.Effects;

/// <summary>
/// A second-order filter. Coefficients from R. Bristow-Johnson's "Cookbook formulae for audio EQ biquad filter
/// coefficients"; transposed direct form II.
/// </summary>
internal struct Biquad
{
    private const double Flat = 0.7071; // Q without a resonance
    private readonly float b0, b1, b2, a1, a2;
    private float z1, z2;

    private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (this.b0, this.b1, this.b2, this.a1, this.a2) =
            ((float)(b0 / a0), (float)(b1 / a0), (float)(b2 / a0), (float)(a1 / a0), (float)(a2 / a0));

    /// <summary>Keeps what lies below a frequency.</summary>
    public static Biquad LowPass(double hertz, double q = Flat)
    {
        var (cos, alpha) = Angle(hertz, q);
        return new((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Keeps what lies above a frequency.</summary>
    public static Biquad HighPass(double hertz, double q = Flat)
    {
        var (cos, alpha) = Angle(hertz, q);
        return new((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Keeps what lies around a frequency, 0 dB at the peak.</summary>
    public static Biquad BandPass(double hertz, double q)
    {
        var (cos, alpha) = Angle(hertz, q);
        return new(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Lifts or lowers what lies around a frequency.</summary>
    public static Biquad Peak(double hertz, double q, double decibels)
    {
        var (cos, alpha) = Angle(hertz, q);
        var a = Math.Pow(10, decibels / 40);
        return new(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
    }

    /// <summary>Lifts or lowers what lies below a frequency.</summary>
    public static Biquad LowShelf(double hertz, double decibels) => Shelf(hertz, decibels, -1);

    /// <summary>Lifts or lowers what lies above a frequency.</summary>
    public static Biquad HighShelf(double hertz, double decibels) => Shelf(hertz, decibels, 1);

    /// <summary>Filters one sample.</summary>
    public float Next(float x)
    {
        var y = b0 * x + z1;
        z1 = b1 * x - a1 * y + z2;
        z2 = b2 * x - a2 * y;
        return y;
    }

    /// <summary>Filters in place.</summary>
    public void Apply(Span<float> samples)
    {
        foreach (ref var sample in samples)
            sample = Next(sample);
    }

    // A low shelf is a high shelf with the sign of the cosine turned: side is 1 above, -1 below.
    private static Biquad Shelf(double hertz, double decibels, int side)
    {
        var (cos, alpha) = Angle(hertz, Flat);
        cos *= side;
        var a = Math.Pow(10, decibels / 40);
        var slope = 2 * Math.Sqrt(a) * alpha;
        return new(
            a * (a + 1 + (a - 1) * cos + slope), -2 * a * side * (a - 1 + (a + 1) * cos), a * (a + 1 + (a - 1) * cos - slope),
            a + 1 - (a - 1) * cos + slope, 2 * side * (a - 1 - (a + 1) * cos), a + 1 - (a - 1) * cos - slope);
    }

    private static (double Cos, double Alpha) Angle(double hertz, double q)
    {
        var w = Math.Tau * Math.Clamp(hertz, 10, 0.49 * Sound.SampleRate) / Sound.SampleRate;
        return (Math.Cos(w), Math.Sin(w) / (2 * q));
    }
}
