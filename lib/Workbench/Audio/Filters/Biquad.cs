using System.Numerics;

namespace Workbench.Audio.Filters;

/// <summary>
/// A filter of the second order (R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"); transposed direct form
/// II. Frequencies are angles: radians a sample, that is, 2 pi times hertz over the sample rate, above 0 and below pi.
/// </summary>
/// <typeparam name="T">
/// What is computed with, <see cref="float"/> or <see cref="double"/>; the coefficients are always found in double precision.
/// </typeparam>
internal struct Biquad<T> where T : struct, IFloatingPointIeee754<T>
{
    private readonly T b0, b1, b2, a1, a2;
    private T z1, z2;

    private Biquad(double b0, double b1, double b2, double a0, double a1, double a2) =>
        (this.b0, this.b1, this.b2, this.a1, this.a2) = (T.CreateTruncating(b0 / a0), T.CreateTruncating(b1 / a0),
            T.CreateTruncating(b2 / a0), T.CreateTruncating(a1 / a0), T.CreateTruncating(a2 / a0));

    /// <summary>Keeps what lies below a frequency; with a Q of the root of a half, which has no resonance, 3 dB down there.</summary>
    public static Biquad<T> LowPass(double angle, double q)
    {
        var (cos, alpha) = Terms(angle, q);
        return new((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Keeps what lies above a frequency.</summary>
    public static Biquad<T> HighPass(double angle, double q)
    {
        var (cos, alpha) = Terms(angle, q);
        return new((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Keeps what lies around a frequency, 0 dB at the peak.</summary>
    public static Biquad<T> BandPass(double angle, double q)
    {
        var (cos, alpha) = Terms(angle, q);
        return new(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha);
    }

    /// <summary>Lifts or lowers what lies around a frequency.</summary>
    public static Biquad<T> Peaking(double angle, double q, double gainDb)
    {
        var (cos, alpha) = Terms(angle, q);
        var a = Math.Pow(10, gainDb / 40);
        return new(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
    }

    /// <summary>Lifts or lowers what lies below a frequency.</summary>
    public static Biquad<T> LowShelf(double angle, double q, double gainDb) => Shelf(angle, q, gainDb, -1);

    /// <summary>Lifts or lowers what lies above a frequency.</summary>
    public static Biquad<T> HighShelf(double angle, double q, double gainDb) => Shelf(angle, q, gainDb, 1);

    /// <summary>Filters one sample.</summary>
    public T Next(T x)
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
            sample = float.CreateTruncating(Next(T.CreateTruncating(sample)));
    }

    // A low shelf is a high shelf with the sign of the cosine turned: side is 1 above, -1 below.
    private static Biquad<T> Shelf(double angle, double q, double gainDb, int side)
    {
        var (cos, alpha) = Terms(angle, q);
        cos *= side;
        var a = Math.Pow(10, gainDb / 40);
        var slope = 2 * Math.Sqrt(a) * alpha;
        return new(
            a * (a + 1 + (a - 1) * cos + slope), -2 * a * side * (a - 1 + (a + 1) * cos), a * (a + 1 + (a - 1) * cos - slope),
            a + 1 - (a - 1) * cos + slope, 2 * side * (a - 1 - (a + 1) * cos), a + 1 - (a - 1) * cos - slope);
    }

    private static (double Cos, double Alpha) Terms(double angle, double q)
    {
        var (sin, cos) = Math.SinCos(angle);
        return (cos, sin / (2 * q));
    }
}
