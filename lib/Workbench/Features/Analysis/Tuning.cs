using System.Numerics;

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
        float[] magnitudes = [.. peaks.Select(p => p.Magnitude)];
        var median = Selection.Median(magnitudes);
        var histogram = new int[Steps];
        foreach (var peak in peaks)
            if (peak.Magnitude >= median)
                histogram[Bin(binsPerOctave * Pitch.Octave(peak.Hz))]++;
        return -0.5 + (double)histogram.IndexOf(histogram.Max()) / Steps;
    }

    private static int Bin(double position)
    {
        var residual = position - Math.Floor(position);
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
        Span<Vector<float>> magnitudes = ofMagnitudes ? new Vector<float>[spectrogram.BinCount] : [];
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            var bins = spectrogram.Tile(tile);
            if (ofMagnitudes)
            {
                for (var k = 0; k < bins.Length; k++)
                    magnitudes[k] = Vector.SquareRoot(bins[k]);
                bins = magnitudes;
            }
            var threshold = Vector<float>.Zero;
            foreach (var bin in bins)
                threshold = Vector.MaxNative(threshold, bin);
            threshold *= PeakThreshold;
            for (var k = first; k < end; k++)
            {
                // Neighbours below the threshold count as 0, which is less than any peak: comparing the plain values suffices.
                var isPeak = Vector.GreaterThan(bins[k], threshold) & Vector.GreaterThan(bins[k], bins[k - 1]) & Vector.GreaterThanOrEqual(bins[k], bins[k + 1]);
                if (isPeak == Vector<int>.Zero)
                    continue;
                for (var lane = 0; lane < Vector<int>.Count; lane++)
                    if (isPeak[lane] != 0)
                        peaks.Add(Interpolate(bins[k - 1][lane], bins[k][lane], bins[k + 1][lane], k, spectrogram.BinHz));
            }
        }
        return peaks;
    }

    private static (float Hz, float Magnitude) Interpolate(float before, float peak, float after, int bin, float binHz)
    {
        var curvature = after + before - 2 * peak;
        var slope = (after - before) / 2;
        var shift = Math.Abs(slope) >= Math.Abs(curvature) ? 0 : -slope / curvature;
        return ((bin + shift) * binHz, peak + 0.5f * slope * shift);
    }
}
