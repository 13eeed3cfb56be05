namespace Workbench.Augmentation.Transforms;

/// <summary>
/// A filter of the second order (Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"), in double precision.
/// </summary>
internal sealed class Biquad
{
    private readonly double b0, b1, b2, a1, a2;

    private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (this.b0, this.b1, this.b2, this.a1, this.a2) = (b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0);

    /// <summary>Lets through what lies below a frequency, in units of the sample rate; 3 dB down there.</summary>
    public static Biquad LowPass(double frequency)
    {
        var (cos, alpha) = Angle(frequency, Math.Sqrt(0.5));
        return new((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Lets through what lies above.</summary>
    public static Biquad HighPass(double frequency)
    {
        var (cos, alpha) = Angle(frequency, Math.Sqrt(0.5));
        return new((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Raises or lowers what lies about a frequency.</summary>
    public static Biquad Peaking(double frequency, double gainDb, double q)
    {
        var (cos, alpha) = Angle(frequency, q);
        var a = Math.Pow(10, gainDb / 40);
        return new(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
    }

    /// <summary>Filters a signal in place.</summary>
    public float[] Apply(float[] samples)
    {
        var (s1, s2) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            double x = samples[i], y = b0 * x + s1;
            (s1, s2) = (b1 * x - a1 * y + s2, b2 * x - a2 * y);
            samples[i] = (float)y;
        }
        return samples;
    }

    private static (double Cos, double Alpha) Angle(double frequency, double q)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * frequency);
        return (cos, sin / (2 * q));
    }
}
