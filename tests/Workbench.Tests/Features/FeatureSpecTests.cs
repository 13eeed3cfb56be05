using System.Collections.Immutable;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Features;

public class FeatureSpecTests
{
    /// <summary>One of each kind, with numbers that are not the usual ones.</summary>
    internal static ImmutableArray<Feature> EveryKind { get; } =
    [
        new Centered(new LogMel(64), 0.5),
        new ChromaCens(),
        new ChromaCqt(),
        new ChromaStft(),
        new ConstantQ(96, 24) { Mode = ConstantQMode.Hybrid, Tuning = 0.25 },
        new Delta(new Mfcc(13), 2),
        new Duration(),
        new LogMel(64),
        new Magnitude(513),
        new Mel(40),
        new Mfcc(13),
        new OnsetStrength(Statistic.Median),
        Feature.Of("levels", ["largest", "mean"], clip =>
        {
            var levels = clip.Channel(0).ToArray().Select(Math.Abs).ToArray();
            return [levels.Max(), levels.Average()];
        }),
        new Rms(FromSpectrum: false),
        new SpectralBandwidth(),
        new SpectralCentroid(),
        new SpectralContrast(5, FloorDb: 60),
        new SpectralFlatness(),
        new SpectralRolloff(0.95),
        new Tempo(),
        new Tonnetz(36, FromCens: false),
        new ZeroCrossingRate(0.001),
    ];

    [Fact]
    public void The_columns_of_the_default_are_columns_of_the_fma_tables_in_their_order()
    {
        var fma = FmaColumns.Names();
        var names = FeatureSpec.Default.ColumnNames;
        Assert.Equal(308, names.Length);
        Assert.Equal(names.OrderBy(n => fma[n]), names);
    }

    [Fact]
    public void Column_names_count_bands_from_01_and_leave_the_statistic_out_where_frames_are_kept()
    {
        FeatureSpec spec = new() { Features = [new Rms(), new Mfcc(2)], Statistics = [Statistic.Max, Statistic.Std] };
        Assert.Equal(["rmse_max_01", "rmse_std_01", "mfcc_max_01", "mfcc_max_02", "mfcc_std_01", "mfcc_std_02"], spec.ColumnNames);
        Assert.Equal(["logmel_01", "logmel_02", "logmel_03"], FeatureSpec.LogMel(3).ColumnNames);
    }

    [Fact]
    public void Every_feature_survives_the_round_trip_through_json()
    {
        FeatureSpec spec = FeatureSpec.Default with
        {
            HopLength = 256,
            Features = EveryKind,
            Statistics = [Statistic.Mean],
        };
        var read = SpecJson.Read<FeatureSpec>(SpecJson.Write(spec));
        Assert.Equal(spec, read);
        Assert.Equal(spec.GetHashCode(), read.GetHashCode());
        Assert.Equal(spec.Hash, read.Hash);
        Assert.NotEqual(spec.Hash, (spec with { Features = [new SpectralRolloff(0.96)] }).Hash);
        Assert.Contains("\"kind\": \"spectralContrast\"", SpecJson.Write(spec), StringComparison.Ordinal);
    }

    [Fact]
    public void What_json_leaves_out_has_its_default_and_an_unknown_kind_is_refused()
    {
        var spec = SpecJson.Read<FeatureSpec>("""{"features": [{"kind": "mfcc"}]}""");
        Assert.Equal(new() { Features = [new Mfcc(20)] }, spec);
        Assert.Contains("mfc",
            Assert.Throws<InvalidSpecException>(() => SpecJson.Read<FeatureSpec>("""{"features": [{"kind": "mfc"}]}""")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Specs_keep_the_identity_by_which_their_features_were_cached() => Assert.Equal(
        ["c912cc2dbebde1b5c1fe72177b8666765d444c101c07e8227b6664cfca35b973",
            "8ecb7d33b2d2827bc8ee722f22f8da172451f188db7368e7eafbb0e93337ca93",
            "afdd1b2a99b3ea580cbbeba1d3642421097589e1f5f77ad4f9543f7a6df06245",
            "451462f2c86972381d2f0187670107487fca7ffde91f640453716cde41e890a3",
            "a967bb7a61f513ab86ecbaa4a7b02cc165c67995da5aa355251254655ffbe553"],
        FeatureSpec.Presets.Values.Append(new() { Features = [new Delta(new Mfcc())] })
            .Append(new() { Features = [new Centered(new LogMel(), 0.5)], Statistics = [] }).Select(spec => spec.Hash));

    [Fact]
    public void All_problems_are_told_together()
    {
        FeatureSpec spec = new()
        {
            SampleRate = 10,
            FftLength = 1000,
            HopLength = 0,
            Features = [new Mfcc(0), new Mfcc(), new SpectralRolloff(1)],
            Statistics = [Statistic.Mean, Statistic.Mean],
        };
        var error = Assert.Throws<InvalidSpecException>(spec.Validate);
        foreach (var problem
            in new[] { "Sample rate 10 Hz", "FFT length 1000", "Hop length 0", "Mfcc coefficients 0", "mfcc is named twice",
                "fraction 1 must", "Mean is named twice" })
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bands_beyond_half_the_sample_rate_are_refused()
    {
        var error = Assert.Throws<InvalidSpecException>((FeatureSpec.Default with { SampleRate = 8000 }).Validate);
        Assert.Contains("6400 Hz, beyond half the sample rate 8000; take fewer bands", error.Message, StringComparison.Ordinal);
        new FeatureSpec { SampleRate = 8000, Features = [new SpectralContrast(5)] }.Validate();
        Assert.Throws<InvalidSpecException>(new FeatureSpec { Features = [] }.Validate);
    }

    [Fact]
    public void Features_without_a_floor_or_a_threshold_keep_the_identity_that_they_had_before_there_were_any()
    {
        const string Older = """{"kind":"spectralContrast","bands":6,"name":"spectral_contrast","bandCount":7},"""
            + """{"kind":"zeroCrossingRate","name":"zcr","bandCount":1}""";
        var spec = SpecJson.Read<FeatureSpec>($$"""{"features": [{{Older}}]}""");
        Assert.Equal([new SpectralContrast(), new ZeroCrossingRate()], spec.Features);
        Assert.Contains(Older, SpecJson.WriteCanonical(spec), StringComparison.Ordinal);
        Assert.NotEqual(spec.Hash, (spec with { Features = [new SpectralContrast(FloorDb: 80), new ZeroCrossingRate()] }).Hash);
        Assert.NotEqual(spec.Hash, (spec with { Features = [new SpectralContrast(), new ZeroCrossingRate(1e-4)] }).Hash);
        Assert.All(spec.Features, feature => Assert.Contains(feature, FeatureSpec.Fma518.Features));
        Assert.All(spec.Features, feature => Assert.DoesNotContain(feature, FeatureSpec.Default.Features));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.2, "0.2")]
    [InlineData(double.NaN, "NaN")]
    public void The_threshold_of_crossings_lies_far_below_full_scale(double threshold, string said)
    {
        FeatureSpec Spec(double value) => new() { Features = [new ZeroCrossingRate(value)] };
        Spec(1e-10).Validate();
        Spec(0.1).Validate();
        Assert.Contains($"ZeroCrossingRate threshold {said} must be 1e-10 to 0.1; 0.0001 is usual, null is librosa's",
            Assert.Throws<InvalidSpecException>(Spec(threshold).Validate).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(19.9, "19.9")]
    [InlineData(200.5, "200.5")]
    [InlineData(-80, "-80")]
    [InlineData(double.NaN, "NaN")]
    public void A_floor_of_the_contrast_lies_20_to_200_dB_below(double floor, string said)
    {
        FeatureSpec Spec(double db) => new() { Features = [new SpectralContrast(FloorDb: db)] };
        Spec(20).Validate();
        Spec(200).Validate();
        Assert.Contains($"SpectralContrast floor {said} dB must be 20 to 200, below the largest magnitude of a frame; 80 is usual",
            Assert.Throws<InvalidSpecException>(Spec(floor).Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_more_bins_than_the_transform_has()
    {
        var error = Assert.Throws<InvalidSpecException>(
            new FeatureSpec { FftLength = 1024, Features = [new Magnitude(514), new Mel(600)] }.Validate);
        Assert.Contains("Magnitude bins 514 must be 1 to 513", error.Message, StringComparison.Ordinal);
        Assert.Contains("Mel bands 600 must be 1 to 512", error.Message, StringComparison.Ordinal);
        new FeatureSpec { FftLength = 1024, Features = [new Magnitude(513)] }.Validate();
    }

    [Fact]
    public void What_rests_on_the_constant_q_transform_needs_room_for_its_octaves()
    {
        var error = Assert.Throws<InvalidSpecException>((FeatureSpec.Fma518 with { SampleRate = 8000 }).Validate);
        Assert.Contains("chroma_cqt needs a sample rate of at least 8486 Hz for its 84 bins, not 8000",
            error.Message, StringComparison.Ordinal);
        (FeatureSpec.Fma518 with { SampleRate = 8486, HopLength = 501, Features = [new ConstantQ(), new Tonnetz()] }).Validate();
        error = Assert.Throws<InvalidSpecException>((FeatureSpec.Fma518 with { HopLength = 501, Features = [new ChromaCqt(72)] }).Validate);
        Assert.Contains("chroma_cqt needs frames of 131072 samples, more than 65536, for its lowest bins",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_a_constant_q_transform_are_told_together()
    {
        FeatureSpec spec = new()
        {
            Features =
            [
                new ConstantQ(0, 241, -1) { Mode = (ConstantQMode)3, Tuning = 1 },
                new ChromaCqt(18),
                new Tonnetz(0),
                new ChromaCens { Tuning = double.NaN },
            ],
        };
        var error = Assert.Throws<InvalidSpecException>(spec.Validate);
        foreach (var problem in new[]
        {
            "Cqt bins 0 must be 1 to 1024", "Cqt bins of an octave 241 must be 1 to 240", "Cqt lowest frequency -1 Hz must be above 0",
            "Mode 3 of cqt is unknown; there are Full, Hybrid, Pseudo", "Tuning 1 of cqt must be -0.5 to 0.5 bins",
            "Bins of an octave 18 of chroma_cqt must be a multiple of 12", "Bins of an octave 0 of tonnetz", "Tuning NaN of chroma_cens",
        })
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
