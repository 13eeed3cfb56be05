using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// The filters of one octave of the constant-Q transform, for one tuning: complex tones under Hann windows, freed from the
/// weakest hundredth of their spectrum, as librosa does to save time. librosa multiplies spectra; the sum over a frame's
/// samples here is the same number. Each lower octave has the same filters, at half the rate.
/// </summary>
/// <remarks>Librosa's factors for length, rate and norm come to one: the square root of the filter's length at the clip's own rate.</remarks>
internal sealed class ConstantQFilters
{
    /// <summary>Share of a spectrum's sum of magnitudes that is left out (librosa <c>sparsity</c>).</summary>
    private const double Sparsity = 0.01;

    private readonly DenseFilter filters;
    private readonly float[] gains;

    /// <param name="spec">Sample rate of the clip.</param>
    /// <param name="tuning">Deviation from A = 440 Hz, in semitones.</param>
    public ConstantQFilters(FeatureSpec spec, double tuning)
    {
        var rate = (double)spec.SampleRate / (1 << ConstantQScale.EarlyHalvings(spec));
        double[] hz = [.. Enumerable.Range(0, ConstantQScale.BinCount).Select(bin => ConstantQScale.Hz(bin, tuning))];
        var top = hz[^ConstantQScale.BinsPerOctave..];
        FrameLength = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(ConstantQScale.FilterLength(top[0], rate)));
        Complex[] roots = [.. Enumerable.Range(0, FrameLength).Select(i => Complex.FromPolarCoordinates(1, -2 * Math.PI * i / FrameLength))];
        filters = new([.. top.SelectMany(f => Weights(Tone(f / rate, ConstantQScale.FilterLength(f, rate)), roots))], FrameLength);
        gains = [.. hz.Select(f => (float)Math.Sqrt(ConstantQScale.FilterLength(f, spec.SampleRate)))];
    }

    /// <summary>Samples of a frame, a power of two.</summary>
    public int FrameLength { get; }

    /// <summary>The magnitudes of one octave.</summary>
    /// <param name="frames"><c>[FrameLength]</c> samples of a tile's frames.</param>
    /// <param name="octave">0 for the lowest.</param>
    /// <param name="parts">Room for <c>[24, frames]</c>: real and imaginary part of each bin.</param>
    /// <param name="rows"><c>[84, frames]</c>; the octave's rows are written.</param>
    /// <param name="tile">Which frames of <paramref name="rows"/> are written.</param>
    public void Apply(ReadOnlySpan<Vector<float>> frames, int octave, FrameRows parts, FrameRows rows, int tile)
    {
        filters.Apply(frames, parts, tile: 0);
        for (var i = 0; i < ConstantQScale.BinsPerOctave; i++)
        {
            var (re, im, bin) = (parts[2 * i, 0], parts[2 * i + 1, 0], octave * ConstantQScale.BinsPerOctave + i);
            rows[bin, tile] = Vector.SquareRoot(Vector.FusedMultiplyAdd(re, re, im * im)) * gains[bin];
        }
    }

    /// <summary>The weights of a frame's samples: real parts, then imaginary parts.</summary>
    /// <param name="tone">The filter, which stands in the middle of the frame.</param>
    /// <param name="roots">exp(-2 pi i k / n), k = 0 to n - 1, for a frame of n samples.</param>
    private static float[] Weights(Complex[] tone, Complex[] roots)
    {
        var (length, start) = (roots.Length, (roots.Length - tone.Length) / 2);
        var spectrum = new Complex[length / 2 + 1]; // librosa drops the negative frequencies, of which a tone has next to nothing
        for (var k = 0; k < spectrum.Length; k++)
            for (var i = 0; i < tone.Length; i++)
                spectrum[k] += tone[i] * roots[k * (start + i) % length];
        Sparsify(spectrum);
        var weights = new float[2 * length];
        for (var n = 0; n < length; n++)
        {
            var sum = Complex.Zero;
            for (var k = 0; k < spectrum.Length; k++)
                if (spectrum[k] != Complex.Zero)
                    sum += spectrum[k] * roots[k * n % length];
            (weights[n], weights[length + n]) = ((float)(sum.Real / length), (float)(sum.Imaginary / length));
        }
        return weights;
    }

    /// <summary>A complex tone, of phase 0 in the middle, under a periodic Hann window; its magnitudes sum to 1.</summary>
    private static Complex[] Tone(double frequency, double length)
    {
        var first = (int)Math.Floor(-length / 2);
        var count = (int)Math.Floor(length / 2) - first;
        var window = Stft.HannWindow(count);
        var sum = window.Sum(w => (double)w);
        return [.. window.Select((w, i) => Complex.FromPolarCoordinates(w / sum, 2 * Math.PI * frequency * (first + i)))];
    }

    /// <summary>Clears the weakest bins, which together have less than <see cref="Sparsity"/> of the sum (librosa <c>sparsify_rows</c>).</summary>
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
