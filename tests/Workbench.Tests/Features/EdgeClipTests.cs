using Workbench.Audio;
using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>
/// Clips at the edge of what is sound, against librosa 0.11.0: silence, a constant, a full-scale square wave, one sample.
/// </summary>
public class EdgeClipTests
{
    private const int SampleRate = 22_050;

    private static readonly AudioClip Silence = new(SampleRate, new float[SampleRate]);
    private static readonly AudioClip Constant = new(SampleRate, [.. Enumerable.Repeat(0.5f, SampleRate)]);
    private static readonly AudioClip Square = new(SampleRate, [.. Enumerable.Range(0, SampleRate).Select(i => i % 50 < 25 ? 1f : -1f)]);
    private static readonly AudioClip OneSample = new(SampleRate, [0.5f]);
    private static readonly AudioClip OneZero = new(SampleRate, [0f]);

    [Fact]
    public void Silence_has_librosas_values()
    {
        foreach (var clip in new[] { Silence, OneZero })
        {
            foreach (var feature
                in new Feature[] { new ChromaStft(), new SpectralCentroid(), new SpectralBandwidth(), new SpectralRolloff(),
                    new SpectralContrast(), new ZeroCrossingRate(), new Rms(), new Rms(FromSpectrum: false) })
                Assert.All(Frames(feature, clip).Values.ToArray(), value => Assert.Equal(0, value));
            Assert.All(Frames(new LogMel(), clip).Values.ToArray(), value => Assert.Equal(-100, value, 1e-5));
            // A float32 logarithm of 1e-10.
            Assert.All(Frames(new SpectralFlatness(), clip).Values.ToArray(), value => Assert.Equal(1, value, 1e-5));
            var mfcc = Frames(new Mfcc(), clip);
            for (var frame = 0; frame < mfcc.RowCount; frame++)
                for (var c = 0; c < 20; c++)
                    Assert.Equal(c == 0 ? -1131.3708 : 0, mfcc[frame, c], 2e-3); // the DCT of a constant sums 128 terms in float32
        }
    }

    [Fact]
    public void Statistics_of_silence_are_those_of_constants_and_have_no_skewness()
    {
        var row = new FeatureExtractor(FeatureSpec.Default).Extract(Silence);
        for (var c = 0; c < row.ColumnCount; c++)
        {
            var name = row.ColumnNames[c];
            var isLevel = name.EndsWith("_01", StringComparison.Ordinal) && name.StartsWith("mfcc", StringComparison.Ordinal)
                && !new[] { "skew", "kurtosis", "std" }.Any(s => name.Contains(s, StringComparison.Ordinal));
            Assert.Equal(isLevel ? -1131.3708 : 0, row[0, c], 2e-3); // SciPy's skewness and kurtosis are NaN, by rule 0 here
        }
    }

    [Fact]
    public void A_constant_has_librosas_values_where_it_begins_and_within()
    {
        Has(Constant, new LogMel(), 0, 30.747509, 21.210291, 17.184336, 14.378934);
        Has(Constant, new LogMel(), 20, 30.255352, -48.801880, -48.801880, -48.801880);
        Has(Constant, new Mfcc(), 0, -109.483833, 107.105385, 21.800434, 22.882368);
        Has(Constant, new Mfcc(), 20, -545.142517, 9.881411, 9.879178, 9.875458);
        Has(Constant, new ChromaStft(), 0, 0.865019, 0.890878, 0.934105, 0.970333, 1, 0.994047, 0.948804, 0.917759, 0.889978,
            0.860256, 0.822012, 0.808417);
        Has(Constant, new ChromaStft(), 20, 0.814361, 0.885715, 0.943285, 0.982536, 1, 0.999683, 0.994688, 0.966665, 0.918316,
            0.853675, 0.777584, 0.734257);
        Has(Constant, new SpectralCentroid(), 0, 1314.661765);
        Assert.Equal(3.588867, Frames(new SpectralCentroid(), Constant)[20, 0], 0.01); // the far bins are rounding
        Has(Constant, new SpectralBandwidth(), 0, 2464.016118);
        Has(Constant, new SpectralRolloff(), 0, 3176.147461);
        Has(Constant, new SpectralRolloff(), 20, 10.766602);
        // Within, all bins but two are rounding.
        Has(Constant, new SpectralContrast(), 0, 14.269435, 3.018717, 2.944463, 2.910095, 2.855183, 2.491177, 1.001891);
        Has(Constant, new SpectralFlatness(), 0, 0.001962759);
        Has(Constant, new SpectralFlatness(), 20, 3.3e-13);
        Has(Constant, new ZeroCrossingRate(), 0, 0);
        Has(Constant, new Rms(), 0, 0.216647);
        Has(Constant, new Rms(), 20, 0.306186);
        Has(Constant, new Rms(FromSpectrum: false), 0, 0.353553);
        Has(Constant, new Rms(FromSpectrum: false), 20, 0.5);
    }

    [Fact]
    public void A_square_wave_of_full_scale_has_librosas_values()
    {
        Has(Square, new LogMel(), 0, 11.528440, 11.745681, 11.888893, 11.907557);
        Has(Square, new LogMel(), 20, -37.094139, -37.094139, -37.094139, -37.094139);
        Has(Square, new Mfcc(), 0, -10.669585, 79.106888, 36.993420, 20.774797);
        Has(Square, new Mfcc(), 20, -285.158661, -53.444839, 29.198883, -5.198513);
        Has(Square, new ChromaStft(), 20, 0.012345, 0.040168, 0.008197, 0.022155, 0.129893, 0.023605, 0.009753, 0.018247, 0.211310,
            1, 0.207232, 0.011391);
        Has(Square, new SpectralCentroid(), 20, 2804.572322);
        Has(Square, new SpectralBandwidth(), 20, 3023.679347);
        Has(Square, new SpectralRolloff(), 20, 6610.693359);
        Has(Square, new SpectralContrast(), 0, 0.690021, 4.977801, 23.097272, 31.107772, 34.252785, 33.746705, 33.645688);
        Has(Square, new SpectralFlatness(), 0, 0.002624058);
        Has(Square, new ZeroCrossingRate(), 0, 0.01953125);
        Has(Square, new ZeroCrossingRate(), 20, 0.0400390625);
        Has(Square, new Rms(), 20, 0.612372);
        Has(Square, new Rms(FromSpectrum: false), 0, 0.707107);
        Has(Square, new Rms(FromSpectrum: false), 20, 1);
    }

    [Fact]
    public void A_single_sample_has_librosas_values()
    {
        Has(OneSample, new LogMel(), 0, -16.461517, -16.318346, -16.302208, -16.461517);
        Has(OneSample, new Mfcc(), 0, -184.893982, -0.016068, -0.013398, -0.010954);
        Has(OneSample, new ChromaStft(), 0, 0.937479, 0.957213, 0.976848, 0.995487, 1, 0.870025, 0.810697, 0.830987, 0.853410,
            0.875886, 0.896569, 0.915802);
        Has(OneSample, new SpectralCentroid(), 0, 5512.5);
        Has(OneSample, new SpectralBandwidth(), 0, 3185.749894);
        Has(OneSample, new SpectralRolloff(), 0, 9377.709961);
        Has(OneSample, new SpectralContrast(), 0, 0, 0, 0, 0, 0, 0, 0);
        Has(OneSample, new SpectralFlatness(), 0, 1);
        Has(OneSample, new ZeroCrossingRate(), 0, 0);
        Has(OneSample, new Rms(), 0, 0.0110485435);
        Has(OneSample, new Rms(FromSpectrum: false), 0, 0.0110485433);
    }

    /// <summary>The first bands of a frame; errors are relative to the largest value.</summary>
    private static void Has(AudioClip clip, Feature feature, int frame, params double[] expected)
    {
        var actual = Frames(feature, clip);
        var tolerance = 1e-4 * expected.Max(Math.Abs) + 1e-6; // float32, and six decimals above
        for (var band = 0; band < expected.Length; band++)
            Assert.True(Math.Abs(expected[band] - actual[frame, band]) <= tolerance,
                $"{feature} of frame {frame}, band {band}: {actual[frame, band]} instead of {expected[band]}");
    }

    private static FeatureMatrix Frames(Feature feature, AudioClip clip) =>
        new FeatureExtractor(new() { Features = [feature], Statistics = [] }).Extract(clip);
}
