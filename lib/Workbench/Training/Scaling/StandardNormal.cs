namespace Workbench.Training.Scaling;

/// <summary>The normal distribution of mean 0 and standard deviation 1.</summary>
internal static class StandardNormal
{
    /// <summary>The middle part: this far from a half, in x = its square - offset squared.</summary>
    internal const double CentreWidth = 0.425, CentreSquare = 0.180625;

    /// <summary>Beyond the middle x is sqrt(-ln share) less one of these: up to the second, and from there on.</summary>
    internal const double NearTail = 1.6, FarTail = 5;

    /// <summary>Rational approximations of the three parts: coefficients from the constant one on.</summary>
    internal static readonly (double[] Above, double[] Below) Centre = (
        [3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
            45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727],
        [1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
            39307.895800092710610, 28729.085735721942674, 5226.4952788528545610]);

    /// <inheritdoc cref="Centre"/>
    internal static readonly (double[] Above, double[] Below) Tail = (
        [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
            1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4],
        [1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
            0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9]);

    /// <inheritdoc cref="Centre"/>
    internal static readonly (double[] Above, double[] Below) Far = (
        [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230,
            0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
        [1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15]);

    /// <summary>From so many deviations on the tail is a continued fraction.</summary>
    private const double ContinuedFrom = 7.07106781186547;

    /// <summary>The tail relative to exp(-x x / 2), of x up to there: coefficients from the constant one on.</summary>
    private static readonly (double[] Above, double[] Below) UpperTailRatio = (
        [220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
            3.52624965998911e-2],
        [440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207, 1.75566716318264,
            8.83883476483184e-2]);

    /// <summary>
    /// The value below which a share of the distribution lies, to about 1e-16 relative: algorithm AS 241, PPND16 (Wichura 1988).
    /// </summary>
    /// <param name="share">Above 0 and below 1.</param>
    public static double Quantile(double share)
    {
        var offset = share - 0.5;
        if (Math.Abs(offset) <= CentreWidth)
            return offset * Ratio(Centre, CentreSquare - offset * offset);
        var tail = Math.Sqrt(-Math.Log(Math.Min(share, 1 - share)));
        return Math.CopySign(tail <= FarTail ? Ratio(Tail, tail - NearTail) : Ratio(Far, tail - FarTail), offset);
    }

    /// <summary>
    /// The share of the distribution above a value, to 1e-8 relative also where it is tiny: Hart's rational approximation (1968),
    /// as West gives it ("Better approximations to cumulative normal functions", 2005).
    /// </summary>
    public static double UpperTail(double value)
    {
        var distance = Math.Abs(value);
        var density = Math.Exp(-distance * distance / 2);
        var tail = distance < ContinuedFrom
            ? density * Ratio(UpperTailRatio, distance)
            : density / Math.Sqrt(2 * Math.PI)
                / (distance + 1 / (distance + 2 / (distance + 3 / (distance + 4 / (distance + 0.65)))));
        return value < 0 ? 1 - tail : tail;
    }

    private static double Ratio((double[] Above, double[] Below) polynomials, double x) =>
        Polynomial(x, polynomials.Above) / Polynomial(x, polynomials.Below);

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }
}
