using System.Numerics;
using Workbench.Audio.Fourier;

namespace Workbench.Features.Analysis;

/// <summary>
/// Filters of neighbouring bins of the constant-Q transform: complex tones under Hann windows, of phase 0 in the middle of the
/// frame, as weights of the frame's spectrum. As in librosa, the weakest hundredth of each is left out, and the few weights that
/// remain are all there is to multiply.
/// </summary>
internal sealed class ConstantQFilters
{
    /// <summary>Share of a filter's sum of magnitudes that is left out (librosa <c>sparsity</c>).</summary>
    private const double Sparsity = 0.01;

    private readonly (int First, float[] Re, float[] Im)[] rows;

    /// <param name="scale">The bins.</param>
    /// <param name="bins">Which of them.</param>
    /// <param name="sampleRate">Rate of the signal, in Hz.</param>
    /// <param name="frameLength">Samples of a frame, at least the longest filter.</param>
    /// <param name="asMagnitudes">Whether the weights are freed of their phase.</param>
    public ConstantQFilters(ConstantQScale scale, Range bins, double sampleRate, int frameLength, bool asMagnitudes)
    {
        var (first, count) = bins.GetOffsetAndLength(scale.BinCount);
        rows = [.. Enumerable.Range(first, count)
            .Select(bin => Row(scale.Hz(bin) / sampleRate, scale.FilterLength(bin, sampleRate), frameLength, asMagnitudes))];
    }

    /// <summary>Number of filters.</summary>
    public int Count => rows.Length;

    /// <summary>The magnitude of a filter's answer.</summary>
    /// <param name="filter">0 for the lowest bin.</param>
    /// <param name="spectrum">Of a tile's frames.</param>
    public Vector<float> Magnitude(int filter, ReadOnlySpan<ComplexLanes> spectrum)
    {
        var (first, weightsRe, weightsIm) = rows[filter];
        var inputs = spectrum.Slice(first, weightsRe.Length);
        Vector<float> reRe = default, imIm = default, reIm = default, imRe = default;
        for (var k = 0; k < inputs.Length; k++)
        {
            var (re, im, input) = (new Vector<float>(weightsRe[k]), new Vector<float>(weightsIm[k]), inputs[k]);
            reRe = Vector.MultiplyAddEstimate(re, input.Re, reRe);
            imIm = Vector.MultiplyAddEstimate(im, input.Im, imIm);
            reIm = Vector.MultiplyAddEstimate(re, input.Im, reIm);
            imRe = Vector.MultiplyAddEstimate(im, input.Re, imRe);
        }
        return Vector.SquareRoot(new ComplexLanes(reRe - imIm, reIm + imRe).SquaredMagnitude);
    }

    /// <summary>A filter's weighted sum of magnitudes, for filters without phase.</summary>
    /// <param name="filter">0 for the lowest bin.</param>
    /// <param name="magnitudes">Of a tile's spectrum.</param>
    public Vector<float> Sum(int filter, ReadOnlySpan<Vector<float>> magnitudes)
    {
        var (first, weights, _) = rows[filter];
        var inputs = magnitudes.Slice(first, weights.Length);
        var sum = Vector<float>.Zero;
        for (var k = 0; k < inputs.Length; k++)
            sum = Vector.MultiplyAddEstimate(new(weights[k]), inputs[k], sum);
        return sum;
    }

    private static (int First, float[] Re, float[] Im) Row(double cyclesPerSample, double length, int frameLength, bool asMagnitudes)
    {
        var spectrum = ToneSpectrum(cyclesPerSample, length, frameLength);
        if (asMagnitudes)
            spectrum = [.. spectrum.Select(w => (Complex)Complex.Abs(w))];
        Sparsify(spectrum);
        var first = Array.FindIndex(spectrum, w => w != Complex.Zero);
        var kept = spectrum.AsSpan(first..(Array.FindLastIndex(spectrum, w => w != Complex.Zero) + 1)).ToArray();
        return (first, [.. kept.Select(w => (float)w.Real)], [.. kept.Select(w => (float)w.Imaginary)]);
    }

    /// <summary>
    /// Bins 0 to half the frame of the discrete Fourier transform of a tone under a periodic Hann window of sum 1, divided by the
    /// frame's length: a Hann window being three tones, it is the sum of three geometric series. librosa drops the negative
    /// frequencies, of which a tone has next to nothing.
    /// </summary>
    private static Complex[] ToneSpectrum(double cyclesPerSample, double length, int frameLength)
    {
        var first = (int)Math.Floor(-length / 2);
        var count = (int)Math.Floor(length / 2) - first;
        var start = (frameLength - count) / 2;
        var spectrum = new Complex[frameLength / 2 + 1];
        for (var k = 0; k < spectrum.Length; k++)
        {
            var turn = 2 * Math.PI * (cyclesPerSample - (double)k / frameLength);
            var sum = 0.5 * Series(turn) - 0.25 * Series(turn + 2 * Math.PI / count) - 0.25 * Series(turn - 2 * Math.PI / count);
            var phase = 2 * Math.PI * (cyclesPerSample * first - (double)((long)start * k % frameLength) / frameLength);
            spectrum[k] = sum * Complex.FromPolarCoordinates(2.0 / count / frameLength, phase);
        }
        return spectrum;

        // Sum of exp(i turn n), n from 0 to count - 1.
        Complex Series(double turn)
        {
            var ratio = Math.Abs(Math.Sin(turn / 2)) < 1e-12 ? count : Math.Sin(count * turn / 2) / Math.Sin(turn / 2);
            return Complex.FromPolarCoordinates(1, (count - 1) * turn / 2) * ratio;
        }
    }

    /// <summary>
    /// Clears the weakest bins, which together have less than <see cref="Sparsity"/> of the sum (librosa <c>sparsify_rows</c>).
    /// </summary>
    private static void Sparsify(Complex[] spectrum)
    {
        double[] sorted = [.. spectrum.Select(Complex.Abs).Order()];
        var (rest, weakest) = (Sparsity * sorted.Sum(), 0);
        while ((rest -= sorted[weakest]) > 0)
            weakest++;
        for (var k = 0; k < spectrum.Length; k++)
            if (Complex.Abs(spectrum[k]) < sorted[weakest])
                spectrum[k] = Complex.Zero;
    }
}
