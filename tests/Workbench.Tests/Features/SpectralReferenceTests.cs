using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>The features of one frame after their definitions, in float64 from the textbook's transform, against the fast ones.</summary>
public class SpectralReferenceTests
{
    [Theory]
    [InlineData(256, 64)]
    [InlineData(256, 256)] // no overlap
    [InlineData(256, 100)] // a hop that does not divide the frame
    [InlineData(512, 1)]
    public void Frames_are_those_of_the_definitions(int fftLength, int hop)
    {
        Random rng = new(fftLength + hop);
        float[] samples = [.. Enumerable.Range(0, 3 * fftLength + 77)
            .Select(i => (float)(Math.Sin(i * 0.3 + i * i * 1e-4) * Math.Exp(-i / 500.0) + 0.01 * (rng.NextDouble() - 0.5)))];
        FeatureSpec spec = new()
        {
            SampleRate = 8000,
            FftLength = fftLength,
            HopLength = hop,
            Features =
            [
                new SpectralCentroid(), new SpectralBandwidth(), new SpectralRolloff(0.7), new SpectralFlatness(), new Rms(),
                new ZeroCrossingRate(), new SpectralContrast(4),
            ],
            Statistics = [],
        };
        var frames = new FeatureExtractor(spec).Extract(new(spec.SampleRate, samples));
        var sampleRms = new FeatureExtractor(spec with { Features = [new Rms(FromSpectrum: false)] })
            .Extract(new(spec.SampleRate, samples));
        const double Threshold = 0.02;
        var crossings = new FeatureExtractor(spec with { Features = [new ZeroCrossingRate(Threshold)] })
            .Extract(new(spec.SampleRate, samples));
        double[] floors = [40, 80];
        FeatureMatrix[] floored = [.. floors.Select(db => new FeatureExtractor(spec with { Features = [new SpectralContrast(4, db)] })
            .Extract(new(spec.SampleRate, samples)))];
        Assert.Equal(1 + samples.Length / hop, frames.RowCount);
        for (var frame = 0; frame < frames.RowCount; frame += Math.Max(1, 16 / hop))
        {
            var power = PlainSpectrum.Power(samples, frame * hop, fftLength);
            double[] magnitudes = [.. power.Select(Math.Sqrt)];
            var binHz = (double)spec.SampleRate / fftLength;
            var total = magnitudes.Sum();
            var centroid = magnitudes.Select((m, k) => k * binHz * m).Sum() / total;
            Assert.Equal(centroid, frames[frame, 0], 1e-5 * spec.SampleRate);
            Assert.Equal(Math.Sqrt(magnitudes.Select((m, k) => Math.Pow(k * binHz - centroid, 2) * m).Sum() / total),
                frames[frame, 1], 1e-5 * spec.SampleRate);
            Assert.Equal(Rolloff(magnitudes, 0.7 * total) * binHz, frames[frame, 2], binHz * 1.01); // a tie may fall to the next bin
            Assert.Equal(Math.Exp(power.Average(p => Math.Log(Math.Max(p, 1e-10)))) / power.Average(p => Math.Max(p, 1e-10)),
                frames[frame, 3], 1e-5);
            Assert.Equal(Math.Sqrt((2 * power.Sum() - power[0] - power[^1]) / fftLength / fftLength), frames[frame, 4], 1e-6);
            int[] inside = [.. Enumerable.Range(frame * hop - fftLength / 2, fftLength).Where(i => i >= 0 && i < samples.Length)];
            double Crossings(double threshold) =>
                inside.Skip(1).Count(i => samples[i] < -threshold != samples[i - 1] < -threshold) / (double)fftLength;
            Assert.Equal(Crossings(1e-10), frames[frame, 5], 1e-7);
            Assert.Equal(Crossings(Threshold), crossings[frame, 0], 1e-7);
            Assert.Equal(Math.Sqrt(inside.Sum(i => (double)samples[i] * samples[i]) / fftLength), sampleRms[frame, 0], 1e-6);
            for (var band = 0; band < 5; band++)
            {
                var (peak, valley) = PeakAndValley(magnitudes, band, isLast: band == 4, binHz);
                Assert.Equal(Db(peak) - Db(valley), frames[frame, 6 + band], 0.02); // a valley 100 dB below, in float32
                for (var i = 0; i < floors.Length; i++)
                {
                    var floor = magnitudes.Max() * Math.Pow(10, -floors[i] / 20);
                    Assert.Equal(Db(Math.Max(peak, floor)) - Db(Math.Max(valley, floor)), floored[i][frame, band],
                        floors[i] == 40 ? 1e-4 : 2e-3);
                }
            }
        }
    }

    private static int Rolloff(double[] magnitudes, double threshold)
    {
        var (bin, sum) = (0, magnitudes[0]);
        while (sum < threshold)
            sum += magnitudes[++bin];
        return bin;
    }

    private static double Db(double magnitude) => 10 * Math.Log10(magnitude);

    /// <summary>
    /// librosa's rules for the edges: a bin more below but in the first band, the topmost bin dropped but in the last one.
    /// </summary>
    private static (double Peak, double Valley) PeakAndValley(double[] magnitudes, int band, bool isLast, double binHz)
    {
        var (low, high) = (band == 0 ? 0 : 200 << (band - 1), isLast ? double.MaxValue : 200 << band);
        List<int> bins = [.. Enumerable.Range(0, magnitudes.Length).Where(k => k * binHz >= low && k * binHz <= high)];
        if (band > 0)
            bins.Insert(0, bins[0] - 1);
        var kept = (int)Math.Max(1, Math.Round(0.02 * bins.Count));
        double[] sorted = [.. bins.SkipLast(isLast ? 0 : 1).Select(k => magnitudes[k]).Order()];
        return (sorted[^kept..].Average(), sorted[..kept].Average());
    }
}
