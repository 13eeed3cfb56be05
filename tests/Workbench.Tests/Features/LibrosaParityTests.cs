using Workbench.Audio;
using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>
/// Features against librosa 0.11.0 on synthetic clips and, where they are at hand, six excerpts of music and a librosa example. Errors are
/// relative to the array's largest magnitude.
/// </summary>
public class LibrosaParityTests
{
    private const double Float32 = 1e-4;

    /// <summary>Valleys of the contrast are as inexact as the float32 transform of the frame, in which they may lie very deep.</summary>
    private const double Valleys = 1e-3;

    /// <summary>
    /// The synthetic plucked strings have valleys 120 to 136 dB below the frame's largest bin, to 1e-8 of which a float32 transform
    /// is exact (librosa transforms in float64): nine of their 3,017 values are off by 1.0e-3 to 1.7e-3 of the range.
    /// </summary>
    private const double DeepestValleys = 2e-3;

    public static TheoryData<string> Clips => GoldenClip.Names;

    [Theory, MemberData(nameof(Clips))]
    public void Magnitudes_of_the_stft_match(string name)
    {
        GoldenClip golden = new(name);
        const int Frames = 20;
        var all = Extract(new Magnitude(), golden);
        var frameCount = all.Length / 1025;
        double[] magnitudes = [.. all.Where((_, i) => i % frameCount < Frames)];
        AssertClose("stft", golden.Array("stft_mag_first20"), magnitudes, 1e-6);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Mel_log_mel_and_mfcc_match(string name)
    {
        AssertClose(new Mel(), name, "mel128", Float32);
        AssertClose(new LogMel(), name, "logmel128", Float32);
        AssertClose(new Mfcc(), name, "mfcc20", Float32);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Chroma_matches(string name) => AssertClose(new ChromaStft(), name, "chroma_stft", Float32);

    [Theory, MemberData(nameof(Clips))]
    public void Centroid_and_bandwidth_match(string name)
    {
        AssertClose(new SpectralCentroid(), name, "spectral_centroid", Float32);
        AssertClose(new SpectralBandwidth(), name, "spectral_bandwidth", Float32);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Contrast_matches(string name) => AssertClose(new SpectralContrast(), name, "spectral_contrast", ValleyTolerance(name));

    [Theory, MemberData(nameof(Clips))]
    public void A_floor_changes_only_contrasts_beyond_it_and_makes_them_as_exact_as_other_features(string name)
    {
        GoldenClip golden = new(name);
        var librosas = golden.Array("spectral_contrast");
        var floored = Extract(new SpectralContrast(FloorDb: 80), golden);
        for (var i = 0; i < librosas.Length; i++)
            Assert.InRange(floored[i], -1e-4, Math.Min(40, librosas[i] + DeepestValleys * librosas.Max()) + 1e-4);
        var clip = golden.Read();
        float[] louder = [.. clip.Channel(0).ToArray().Select(s => s * (1 + MathF.ScaleB(1, -20)))]; // other rounding, 8e-6 dB
        var again = Extract(new SpectralContrast(FloorDb: 80), new AudioClip(clip.SampleRate, louder));
        AssertClose("floored contrast", floored, again, Float32);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Flatness_matches(string name) => AssertClose(new SpectralFlatness(), name, "spectral_flatness", Float32);

    [Theory, MemberData(nameof(Clips))]
    public void Rms_matches_from_the_spectrum_and_from_the_samples(string name)
    {
        AssertClose(new Rms(), name, "rms_from_stft", Float32);
        AssertClose(new Rms(FromSpectrum: false), name, "rms", Float32);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Zero_crossing_rates_are_equal(string name) => AssertClose(new ZeroCrossingRate(), name, "zcr", 0);

    [Theory, MemberData(nameof(Clips))]
    public void Rolloff_matches_but_for_one_bin_at_ties(string name)
    {
        GoldenClip golden = new(name);
        var expected = golden.Array("spectral_rolloff");
        var actual = Extract(new SpectralRolloff(), golden);
        const double BinHz = 22_050 / 2048.0;
        var off = Enumerable.Range(0, expected.Length).Where(i => Math.Abs(expected[i] - actual[i]) > 0.01).ToList();
        Assert.All(off, i => Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, BinHz + 0.01)); // a rounding tie: the sum is float32
        Assert.InRange(off.Count, 0, 2);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Statistics_match_the_columns_of_the_fma_tables(string name)
    {
        GoldenClip golden = new(name);
        var columns = FmaColumns.Names();
        var expected = golden.Array("fma518");
        var actual = new FeatureExtractor(LibrosaSpec.Default).Extract(golden.Read());
        Assert.Equal(308, actual.ColumnCount);
        for (var c = 0; c < actual.ColumnCount; c++)
        {
            var (column, value) = (actual.ColumnNames[c], Expected(actual.ColumnNames[c]));
            var tolerance = column.StartsWith("spectral_contrast", StringComparison.Ordinal) ? ValleyTolerance(name) : Float32;
            Assert.True(Math.Abs(value - actual[0, c]) <= tolerance * Scale(column), $"{column}: {actual[0, c]} instead of {value}");
        }

        double Expected(string column) => expected[columns[column]];

        // Skewness and kurtosis have no unit; what has one is measured by the largest magnitude of its band.
        double Scale(string column)
        {
            if (column.Contains("_skew_", StringComparison.Ordinal) || column.Contains("_kurtosis_", StringComparison.Ordinal))
                return Math.Max(1, Math.Abs(Expected(column)));
            var (feature, band) = (column[..column[..^3].LastIndexOf('_')], column[^2..]);
            return Math.Max(Math.Abs(Expected($"{feature}_min_{band}")), Math.Abs(Expected($"{feature}_max_{band}")));
        }
    }

    private static double ValleyTolerance(string clip) => clip == "syn_plucked_scale" ? DeepestValleys : Valleys;

    private static void AssertClose(Feature feature, string clip, string array, double tolerance)
    {
        GoldenClip golden = new(clip);
        AssertClose(array, golden.Array(array), Extract(feature, golden), tolerance);
    }

    private static void AssertClose(string what, double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(expected.Max(Math.Abs), 1e-30);
        var worst = Enumerable.Range(0, expected.Length).MaxBy(i => Math.Abs(expected[i] - actual[i]));
        var error = Math.Abs(expected[worst] - actual[worst]) / scale;
        Assert.True(error <= tolerance,
            $"{what}: {actual[worst]} instead of {expected[worst]} at {worst}, an error of {error:E1} of the largest value");
    }

    /// <summary>The feature as <c>[bands, frames]</c>.</summary>
    private static double[] Extract(Feature feature, GoldenClip golden) => Extract(feature, golden.Read());

    private static double[] Extract(Feature feature, AudioClip clip)
    {
        var frames = new FeatureExtractor(new() { Features = [feature], Statistics = [] }).Extract(clip);
        return [.. from band in Enumerable.Range(0, frames.ColumnCount)
                   from frame in Enumerable.Range(0, frames.RowCount)
                   select (double)frames[frame, band]];
    }
}
