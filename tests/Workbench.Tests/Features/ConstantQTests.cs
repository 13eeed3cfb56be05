using System.Numerics;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features;

public class ConstantQTests
{
    private const int A4 = 45;

    [Fact]
    public void Magnitudes_are_those_of_the_plain_sum_over_samples()
    {
        var samples = Noise(30_000, seed: 1);
        var bins = Transform(new(22_050, [samples]), FeatureSpec.Fma518, out var tuning);
        const int Frame = 30; // far enough from the ends for the longest filter
        for (var bin = 0; bin < bins.BandCount; bin++)
        {
            var hz = 440 * Math.Pow(2, (bin - A4 + tuning) / 12);
            var expected = Plain(samples, Frame * 512, hz, 22_050);
            // Librosa leaves the weakest hundredth of each filter out; noise gives about 0.4.
            Assert.Equal(expected, bins.Row(bin)[Frame], 0.03);
        }
    }

    [Theory]
    [InlineData(22_050)]
    [InlineData(44_100)] // halved once before the first octave
    [InlineData(16_000)]
    public void A_tone_has_half_its_amplitude_times_the_root_of_the_filters_length(int sampleRate)
    {
        var bins = Transform(Tone(sampleRate, 440), FeatureSpec.Fma518 with { SampleRate = sampleRate }, out var tuning);
        Assert.Equal(0, tuning, 0.05); // a peak is placed between bins by a parabola
        const double Q = 17.3098; // 1 / (half the way from one neighbour to the other, as a share of the frequency)
        Assert.Equal(0.5 * Math.Sqrt(Q * sampleRate / 440), bins.Row(A4)[bins.FrameCount / 2], 0.05);
        Assert.Equal(A4, Enumerable.Range(0, bins.BandCount).MaxBy(bin => bins.Row(bin)[bins.FrameCount / 2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(60_000)]
    public void Silence_gives_zeros(int sampleCount)
    {
        var row = new FeatureExtractor(FeatureSpec.Fma518).Extract(new(22_050, [new float[sampleCount]]));
        for (var c = 0; c < row.ColumnCount; c++)
        {
            Assert.True(float.IsFinite(row[0, c]), row.ColumnNames[c]);
            if (row.ColumnNames[c].StartsWith("chroma_c", StringComparison.Ordinal)
                || row.ColumnNames[c].StartsWith("tonnetz", StringComparison.Ordinal))
                Assert.Equal(0, row[0, c]);
        }
    }

    private static FrameRows Transform(AudioClip clip, FeatureSpec spec, out double tuning)
    {
        ClipAnalysis analysis = new(spec);
        analysis.Load(clip);
        tuning = Tuning.Estimate(analysis.Spectrogram, ofMagnitudes: true);
        return analysis.ConstantQ(new());
    }

    private static AudioClip Tone(int sampleRate, double hz) =>
        new(sampleRate, [[.. Enumerable.Range(0, 3 * sampleRate).Select(i => (float)Math.Sin(2 * Math.PI * hz * i / sampleRate))]]);

    private static float[] Noise(int count, int seed)
    {
        Random rng = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => rng.NextSingle() - 0.5f)];
    }

    /// <summary>
    /// The definition, at the full rate: a complex tone of Q periods under a Hann window of sum 1, times the root of its length.
    /// </summary>
    private static double Plain(float[] samples, int centre, double hz, double sampleRate)
    {
        var relativeBandwidth = (Math.Pow(2, 1 / 6.0) - 1) / (Math.Pow(2, 1 / 6.0) + 1);
        var length = sampleRate / (relativeBandwidth * hz);
        var (sum, norm) = (Complex.Zero, 0.0);
        for (var i = (int)Math.Ceiling(-length / 2); i <= length / 2; i++)
        {
            var window = 0.5 + 0.5 * Math.Cos(2 * Math.PI * i / length);
            sum += samples[centre + i] * Complex.FromPolarCoordinates(window, -2 * Math.PI * hz * i / sampleRate);
            norm += window;
        }
        return Math.Sqrt(length) * Complex.Abs(sum) / norm;
    }
}
