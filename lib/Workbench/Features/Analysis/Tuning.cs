using System.Numerics;
using System.Runtime.InteropServices;

namespace Workbench.Features.Analysis;

/// <summary>
/// How far a clip's instruments are from A = 440 Hz, from the peaks of its spectrogram (librosa <c>estimate_tuning</c>:
/// <c>piptrack</c> from 150 to 4000 Hz, then <c>pitch_tuning</c>).
/// </summary>
internal static class Tuning
{
    private const double LowestHz = 150;
    private const double HighestHz = 4000;
    private const float PeakThreshold = 0.1f;
    private const int Steps = 100;

    /// <summary>Bit i in lane i.</summary>
    private static readonly Vector<int> LaneBits = new([.. Enumerable.Range(0, Vector<int>.Count).Select(i => 1 << i)]);

    /// <summary>The tuning in semitones (or other bins), -0.5 to 0.49 in hundredths; 0 for a clip without peaks.</summary>
    /// <param name="spectrogram">Of the clip.</param>
    /// <param name="ofMagnitudes">
    /// Whether peaks are measured as magnitudes (<c>estimate_tuning(y=...)</c>, as <c>cqt</c> has it) or as power
    /// (<c>estimate_tuning(S=power)</c>, as <c>chroma_stft</c> has it): parabola and thresholds differ.
    /// </param>
    /// <param name="binsPerOctave">Bins of an octave, in whose hundredths the tuning is measured.</param>
    public static double Estimate(Spectrogram spectrogram, bool ofMagnitudes, int binsPerOctave = 12)
    {
        var peaks = FindPeaks(spectrogram, ofMagnitudes);
        if (peaks.Count == 0)
            return 0;
        var magnitudes = new float[peaks.Count];
        for (var i = 0; i < magnitudes.Length; i++)
            magnitudes[i] = peaks[i].Magnitude;
        var median = Selection.Median(magnitudes);
        var histogram = new int[Steps];
        for (var i = 0; i < magnitudes.Length; i++)
            if (magnitudes[i] >= median)
                histogram[Bin(binsPerOctave * Pitch.Octave(peaks[i].Hz))]++;
        return -0.5 + (double)histogram.IndexOf(histogram.Max()) / Steps;
    }

    /// <summary>In float32, as librosa: a peak at the edge of a step then falls to the same side.</summary>
    private static int Bin(float position)
    {
        var residual = position - MathF.Floor(position);
        if (residual >= 0.5)
            residual--;
        return Math.Min((int)((residual + 0.5) * Steps), Steps - 1);
    }

    /// <summary>Local maxima above a tenth of their frame's largest bin, placed between bins by a parabola.</summary>
    private static List<(float Hz, float Magnitude)> FindPeaks(Spectrogram spectrogram, bool ofMagnitudes)
    {
        List<(float, float)> peaks = [];
        var first = Math.Max(1, (int)Math.Ceiling(LowestHz / spectrogram.BinHz));
        var end = Math.Min(spectrogram.BinCount - 1, (int)Math.Ceiling(HighestHz / spectrogram.BinHz));
        var share = new Vector<float>(ofMagnitudes ? PeakThreshold * PeakThreshold : PeakThreshold);
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            var power = spectrogram.Tile(tile);
            var largest = Vector<float>.Zero;
            foreach (var bin in power)
                largest = Vector.MaxNative(largest, bin);
            var threshold = largest * share;
            for (var k = first; k < end; k++)
            {
                // Neighbours below the threshold count as 0, which is less than any peak: comparing the plain values suffices.
                var isPeak = Vector.GreaterThan(power[k], threshold) & Vector.GreaterThan(power[k], power[k - 1])
                    & Vector.GreaterThanOrEqual(power[k], power[k + 1]);
                if (isPeak == Vector<int>.Zero)
                    continue;
                for (var lanes = Vector.Sum(isPeak & LaneBits); lanes != 0; lanes &= lanes - 1)
                    peaks.Add(Place(k, MemoryMarshal.Cast<Vector<float>, float>(power)[BitOperations.TrailingZeroCount(lanes)..]));
            }
        }
        return peaks;

        (float, float) Place(int bin, ReadOnlySpan<float> power) // from the frame's first bin on, every so many values
        {
            var at = bin * Spectrogram.Lanes;
            var (before, peak, after) = (power[at - Spectrogram.Lanes], power[at], power[at + Spectrogram.Lanes]);
            return ofMagnitudes
                ? Interpolate(MathF.Sqrt(before), MathF.Sqrt(peak), MathF.Sqrt(after), bin, spectrogram.BinHz)
                : Interpolate(before, peak, after, bin, spectrogram.BinHz);
        }
    }

    private static (float Hz, float Magnitude) Interpolate(float before, float peak, float after, int bin, float binHz)
    {
        var curvature = after + before - 2 * peak;
        var slope = (after - before) / 2;
        var shift = Math.Abs(slope) >= Math.Abs(curvature) ? 0 : -slope / curvature;
        return ((bin + shift) * binHz, peak + 0.5f * slope * shift);
    }
}
