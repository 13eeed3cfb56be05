using System.Numerics;

namespace Workbench.Tests.Features.Spectra;

/// <summary>Median separation, written down: what the fast one is held to.</summary>
internal static class PlainSeparation
{
    private const int Reach = 15;

    /// <summary>The harmonic and the percussive spectrum, each <c>[frames][bins]</c> like the spectrum.</summary>
    public static (Complex[][] Harmonic, Complex[][] Percussive) Separate(Complex[][] spectrum,
        float harmonicMargin, float percussiveMargin)
    {
        float[][] magnitudes = [.. spectrum.Select(frame =>
            frame.Select(bin => MathF.Sqrt((float)(bin.Real * bin.Real + bin.Imaginary * bin.Imaginary))).ToArray())];
        var nothing = harmonicMargin == 1 && percussiveMargin == 1 ? 0.5 : 0;
        var (harmonic, percussive) = (Like(spectrum), Like(spectrum));
        for (var frame = 0; frame < spectrum.Length; frame++)
            for (var bin = 0; bin < spectrum[frame].Length; bin++)
            {
                double tone = Median(i => magnitudes[Reflect(frame + i, spectrum.Length)][bin]);
                double click = Median(i => magnitudes[frame][Reflect(bin + i, spectrum[frame].Length)]);
                harmonic[frame][bin] = spectrum[frame][bin] * Share(tone, harmonicMargin * click);
                percussive[frame][bin] = spectrum[frame][bin] * Share(click, percussiveMargin * tone);
            }
        return (harmonic, percussive);

        double Share(double a, double b) => Math.Max(a, b) < 1.17549435e-38 ? nothing : a * a / (a * a + b * b);
    }

    private static float Median(Func<int, float> value) => Enumerable.Range(-Reach, 2 * Reach + 1).Select(value).Order().ElementAt(Reach);

    /// <summary>d c b a | a b c d | d c b a</summary>
    private static int Reflect(int index, int count)
    {
        while (index < 0 || index >= count)
            index = index < 0 ? -1 - index : 2 * count - 1 - index;
        return index;
    }

    private static Complex[][] Like(Complex[][] spectrum) => [.. spectrum.Select(frame => new Complex[frame.Length])];
}
