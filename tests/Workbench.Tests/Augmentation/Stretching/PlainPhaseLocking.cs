using System.Numerics;

namespace Workbench.Tests.Augmentation.Stretching;

/// <summary>The phase vocoder with identity phase locking as the paper tells it: slow transforms, angles, double precision.</summary>
internal static class PlainPhaseLocking
{
    public static double[] Stretch(float[] samples, int sampleCount, int length)
    {
        var (hop, rate) = (length / 4, (double)samples.Length / sampleCount);
        double[] window = [.. Enumerable.Range(0, length).Select(i => 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / length))];
        var (sum, weights) = (new double[sampleCount], new double[sampleCount]);
        var previous = new Complex[length / 2 + 1];
        for (var frame = 0; frame <= sampleCount / hop; frame++)
        {
            var start = (int)Math.Round(frame * (hop * rate)) - length / 2;
            var (now, earlier) = (Spectrum(start), Spectrum(start - hop));
            var angles = Angles([.. now.Select(Complex.Abs)], now, earlier, previous);
            previous = [.. now.Select((value, bin) => value * Complex.FromPolarCoordinates(1, angles[bin]))];
            Add(previous, frame * hop - length / 2);
        }
        return [.. sum.Zip(weights, (s, w) => w > 0 ? s / w : 0)];

        Complex[] Spectrum(int start) => [.. Enumerable.Range(0, length / 2 + 1).Select(bin => Enumerable.Range(0, length)
            .Where(i => start + i >= 0 && start + i < samples.Length)
            .Aggregate(Complex.Zero,
                (total, i) => total + samples[start + i] * window[i] * Complex.FromPolarCoordinates(1, -2 * Math.PI * bin * i / length)))];

        void Add(Complex[] spectrum, int start)
        {
            for (var i = Math.Max(0, -start); i < length && start + i < sampleCount; i++)
            {
                var value = Enumerable.Range(0, length)
                    .Sum(k => (k <= length / 2 ? spectrum[k] * Turn(k, i) : Complex.Conjugate(spectrum[length - k]) * Turn(k, i)).Real)
                    / length;
                sum[start + i] += window[i] * value;
                weights[start + i] += window[i] * window[i];
            }
        }

        Complex Turn(int bin, int i) => Complex.FromPolarCoordinates(1, 2 * Math.PI * bin * i / length);
    }

    /// <summary>By how much each bin is turned: as much as the peak whose region it is in.</summary>
    private static double[] Angles(double[] magnitudes, Complex[] now, Complex[] earlier, Complex[] previous)
    {
        int[] peaks = [.. Enumerable.Range(0, now.Length).Where(bin =>
            magnitudes[bin] > 0
            && Enumerable.Range(bin - 2, 5)
                .All(other => other == bin || other < 0 || other >= now.Length || magnitudes[other] < magnitudes[bin]))];
        var angles = new double[now.Length];
        var start = 0;
        for (var i = 0; i < peaks.Length; i++)
        {
            var end = i + 1 < peaks.Length
                ? Enumerable.Range(peaks[i] + 1, peaks[i + 1] - peaks[i] - 1).MinBy(bin => magnitudes[bin])
                : now.Length;
            var peak = peaks[i];
            var gained = now[peak].Phase - earlier[peak].Phase;
            for (var bin = start; bin < end; bin++)
                angles[bin] = previous[peak] == 0 || earlier[peak] == 0 ? 0 : previous[peak].Phase + gained - now[peak].Phase;
            start = end;
        }
        return angles;
    }
}
