using Workbench.Audio;
using Workbench.Tests.Reference;
using Workbench.Tests.Reference.Synthetic;

namespace Workbench.Tests.Audio;

public class ResamplerTests
{
    [Fact]
    public void Halving_the_rate_of_songs_matches_soxr_HQ()
    {
        foreach (var name in new[] { "classical_25", "electronic_1" })
        {
            var source = SharedData.Path("golden", "librosa", "resample", $"{name}_44100_5s.wav");
            AssertHalved(
                NpyFile.Read(SharedData.Path("golden", "librosa", "resample", $"{name}_22050_soxr_hq.npy")),
                AudioFile.Read(source, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Halving_the_rate_matches_soxr_HQ() => AssertHalved(
        ReferenceValues.Array("librosa/resample.npz", "chirp_noise_clicks_22050_soxr_hq"),
        SyntheticSignals.Clip(44_100, SyntheticSignals.SamplesToHalve()));

    private static void AssertHalved(NpyFile expected, AudioClip source)
    {
        var actual = Resampler.Resample(source.ToMono(), 22050, TestContext.Current.CancellationToken).Channel(0);

        Assert.Equal(expected.Values.Length, actual.Length);
        float[] difference = [.. actual.ToArray().Zip(expected.Values, (a, e) => (float)(a - e))];
        var largest = TestAudio.Measure(difference).Peak;
        Assert.True(largest < 1e-6, $"largest difference {largest:G3}"); // float32
    }

    /// <summary>The formula written down: every output is a sum over all source samples, in double precision.</summary>
    private static double[] Reference(float[] samples, int fromRate, int toRate)
    {
        var lower = Math.Min(1.0, (double)toRate / fromRate);
        var cutoff = lower * 0.9568718;
        var halfWidth = 97.25 / lower;
        const double beta = 13.04003;
        var output = new double[(int)Math.Ceiling((decimal)samples.Length * toRate / fromRate)];
        for (var m = 0; m < output.Length; m++)
        {
            var center = (double)m * fromRate / toRate;
            for (var k = Math.Max(0, (int)(center - halfWidth)); k < Math.Min(samples.Length, center + halfWidth); k++)
            {
                var t = k - center;
                if (Math.Abs(t) < halfWidth)
                    output[m] += samples[k] * cutoff * Sinc(cutoff * t)
                        * MathNet.Numerics.SpecialFunctions.BesselI0(beta * Math.Sqrt(1 - t * t / halfWidth / halfWidth))
                        / MathNet.Numerics.SpecialFunctions.BesselI0(beta);
            }
        }
        return output;
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    [Theory]
    [InlineData(44100, 22050, 5000)]
    [InlineData(44100, 22050, 50_000)] // several vectors of blocks
    [InlineData(88200, 22050, 9000)]
    [InlineData(96000, 6000, 30_000)]
    [InlineData(48000, 22050, 3001)]
    [InlineData(22050, 44100, 1000)]
    [InlineData(8000, 22050, 777)]
    [InlineData(44100, 48000, 2000)]
    [InlineData(44100, 44101, 500)]
    [InlineData(11025, 1, 12000)]
    [InlineData(44100, 22050, 1)]
    [InlineData(3, 7, 2)]
    public void Every_ratio_matches_the_formula(int fromRate, int toRate, int length)
    {
        var random = new Random(1);
        float[] samples = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() * 2 - 1)];
        var expected = Reference(samples, fromRate, toRate);
        var actual = Resampler.Resample(samples, fromRate, toRate, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], 5e-6); // float32 sums of hundreds of products of white noise; each phase scaled to gain 1
    }

    [Fact]
    public void A_ratio_too_odd_for_a_table_gives_the_same_as_with_one()
    {
        // 22049 is prime: 22049 phases of 13,300 taps would be more than 1 GiB.
        var samples = TestAudio.Tone(1000, 767_999, 7_000);
        var expected = Reference(samples, 767_999, 22049);
        var actual = Resampler.Resample(samples, 767_999, 22049, TestContext.Current.CancellationToken);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], 5e-6); // as above
    }

    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(48000, 22050)]
    [InlineData(96000, 22050)]
    public void Tones_above_the_new_Nyquist_frequency_vanish_below_minus_100_dB(int fromRate, int toRate)
    {
        for (var frequency = toRate / 2.0; frequency < fromRate / 2.0; frequency += 487)
        {
            var alias = Resampler.Resample(TestAudio.Tone(frequency, fromRate, fromRate / 2, 1), fromRate, toRate,
                TestContext.Current.CancellationToken);
            var rms = TestAudio.Measure(alias.AsSpan()[1000..^1000]).Rms; // a tone that begins and ends has a wide spectrum there
            Assert.True(rms < 1e-5 / Math.Sqrt(2), $"{frequency} Hz: {20 * Math.Log10(rms * Math.Sqrt(2)):F1} dB");
        }
    }

    [Fact]
    public void A_sweep_through_all_frequencies_leaves_no_alias()
    {
        const int rate = 44100, length = 10 * rate;
        var sweep = new float[length];
        for (var i = 0; i < length; i++)
            sweep[i] = (float)Math.Sin(Math.PI * (rate / 2.0) * i / rate * i / length); // 0 to 22,050 Hz in 10 s
        var half = Resampler.Resample(sweep, rate, rate / 2, TestContext.Current.CancellationToken).AsSpan();
        // The sweep passes 11,025 Hz in the middle; 0.1 s later it is 220 Hz above it.
        var rms = TestAudio.Measure(half[(half.Length / 2 + 2205)..^1000]).Rms;
        Assert.True(rms < 1e-5 / Math.Sqrt(2), $"{20 * Math.Log10(rms * Math.Sqrt(2)):F1} dB");
    }

    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(22050, 44100)]
    [InlineData(48000, 44100)]
    public void Tones_in_the_band_keep_amplitude_and_place_and_gain_no_image(int fromRate, int toRate)
    {
        foreach (var share in new[] { 0.01, 0.5, 0.9 })
        {
            var frequency = share * Math.Min(fromRate, toRate) / 2;
            var actual = Resampler.Resample(TestAudio.Tone(frequency, fromRate, fromRate / 2), fromRate, toRate,
                TestContext.Current.CancellationToken);
            var expected = TestAudio.Tone(frequency, toRate, actual.Length);
            for (var i = 1000; i < actual.Length - 1000; i++)
                Assert.Equal(expected[i], actual[i], 2e-6f); // -108 dB of the amplitude 0.5: ripple of the pass-band and float32
        }
    }

    [Fact]
    public void A_constant_stays_a_constant()
    {
        var actual = Resampler.Resample([.. Enumerable.Repeat(0.7f, 4000)], 44100, 48000, TestContext.Current.CancellationToken);
        for (var i = 500; i < actual.Length - 500; i++)
            Assert.Equal(0.7f, actual[i], 1e-6f); // float32
    }

    [Fact]
    public void An_equal_rate_returns_the_clip_itself_and_nothing_stays_nothing()
    {
        var clip = new AudioClip(22050, [1, 2, 3]);
        Assert.Same(clip, Resampler.Resample(clip, 22050, TestContext.Current.CancellationToken));
        Assert.Empty(Resampler.Resample([], 44100, 22050, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_rate_below_1_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Resampler.Resample([1f], 44100, 0, TestContext.Current.CancellationToken));
}
