namespace Workbench.Tests.Features;

/// <summary>The textbook's discrete Fourier transform of a Hann-windowed frame, in float64: what the fast one is held to.</summary>
internal static class PlainSpectrum
{
    /// <summary>Power of bins 0 to length / 2 of the frame centred on <paramref name="centre"/>.</summary>
    public static double[] Power(ReadOnlySpan<float> samples, int centre, int length)
    {
        var windowed = new double[length];
        for (var i = 0; i < length; i++)
            if (centre - length / 2 + i is var at && at >= 0 && at < samples.Length)
                windowed[i] = samples[at] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / length));
        var power = new double[length / 2 + 1];
        for (var k = 0; k < power.Length; k++)
        {
            var (re, im) = (0.0, 0.0);
            for (var i = 0; i < length; i++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * ((long)i * k % length) / length);
                re += windowed[i] * cos;
                im -= windowed[i] * sin;
            }
            power[k] = re * re + im * im;
        }
        return power;
    }
}
