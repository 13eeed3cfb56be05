using Workbench.Features;
using Workbench.Features.Analysis;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

public class StftTests
{
    [Theory]
    [InlineData(64, 16, 400)]
    [InlineData(128, 128, 1000)] // an odd power of two, no overlap
    [InlineData(256, 100, 3000)] // a hop that does not divide the frame
    [InlineData(256, 1, 20)] // shorter than a frame
    [InlineData(2048, 512, 9000)]
    public void Power_is_that_of_the_plain_transform(int fftLength, int hopLength, int sampleCount)
    {
        var samples = Noise(sampleCount, seed: fftLength);
        var spectrogram = Transform(samples, fftLength, hopLength);
        Assert.Equal(1 + sampleCount / hopLength, spectrogram.FrameCount);
        for (var frame = 0; frame < spectrogram.FrameCount; frame++)
        {
            var expected = PlainSpectrum.Power(samples, frame * hopLength, fftLength);
            for (var bin = 0; bin < expected.Length; bin++)
                Assert.Equal(Math.Sqrt(expected[bin]), Math.Sqrt(At(spectrogram, frame, bin)), 1e-6 * Math.Sqrt(expected.Sum())); // float32
        }
    }

    [Fact]
    public void Lanes_beyond_the_last_frame_are_silent()
    {
        var spectrogram = Transform(Noise(3 * 512 + 511, seed: 3), 2048, 512);
        for (var frame = spectrogram.FrameCount; frame < spectrogram.TileCount * Spectrogram.Lanes; frame++)
            for (var bin = 0; bin < spectrogram.BinCount; bin++)
                Assert.Equal(0, At(spectrogram, frame, bin));
    }

    [Fact]
    public void The_energy_of_a_frame_is_that_of_its_windowed_samples()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var samples = Noise(2048, seed);
            var spectrogram = Transform(samples, 2048, 1024); // frame 1 is centred on sample 1024: it covers the clip
            var window = Stft.HannWindow(2048);
            var energy = samples.Zip(window, (s, w) => (double)s * w * s * w).Sum();
            var bins = Enumerable.Range(0, 1025).Sum(k => (k is 0 or 1024 ? 1.0 : 2.0) * At(spectrogram, 1, k)) / 2048;
            Assert.Equal(energy, bins, 1e-5 * energy); // Parseval; float32
        }
    }

    [Fact]
    public void Twice_the_amplitude_is_exactly_four_times_the_power()
    {
        var samples = Noise(5000, seed: 5);
        var (once, twice) = (Transform(samples, 1024, 256), Transform([.. samples.Select(s => 2 * s)], 1024, 256));
        for (var frame = 0; frame < once.FrameCount; frame++)
            for (var bin = 0; bin < once.BinCount; bin++)
                Assert.Equal(4 * At(once, frame, bin), At(twice, frame, bin));
    }

    [Fact]
    public void Window_and_filters_are_those_of_librosa()
    {
        AssertEqual("hann_2048", Stft.HannWindow(2048));
        AssertEqual("chroma_basis_12x1025_tuning0", ChromaFilterBank.Create(FeatureSpec.Default, tuning: 0));
        AssertEqual("mel_basis_128x1025", [.. MelWeights.Of(FeatureSpec.Default, 128).SelectMany(band => band)]);

        static void AssertEqual(string file, float[] actual)
        {
            var expected = ReferenceValues.Array("librosa/filters.npz", file).Values;
            Assert.Equal(expected.Length, actual.Length);
            var tolerance = 2e-7 * Math.Max(1e-2, expected.Max()); // one unit in the last place of a float32
            for (var i = 0; i < actual.Length; i++)
                Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    private static float At(Spectrogram spectrogram, int frame, int bin) =>
        spectrogram.Tile(frame / Spectrogram.Lanes)[bin][frame % Spectrogram.Lanes];

    private static Spectrogram Transform(float[] samples, int fftLength, int hopLength)
    {
        FeatureSpec spec = new() { FftLength = fftLength, HopLength = hopLength };
        Spectrogram spectrogram = new(spec);
        spectrogram.Load(new(spec.SampleRate, samples));
        return spectrogram;
    }

    private static float[] Noise(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextDouble() - 1))];
    }
}
