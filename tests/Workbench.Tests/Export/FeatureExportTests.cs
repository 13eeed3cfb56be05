using Workbench.Export;
using Workbench.Export.Graph;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Features;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Export;

/// <summary>Every feature as ONNX operators, beside its own calculator; or refused by name.</summary>
public class FeatureExportTests
{
    /// <summary>
    /// What no graph can hold: filters that follow the tuning at every rate of decimation, a search for tempo, code of one's own.
    /// </summary>
    internal static readonly string[] Refused = ["chroma_cens", "chroma_cqt", "cqt", "levels", "tempo", "tonnetz"];

    private static IEnumerable<Feature> All =>
    [
        .. FeatureSpecTests.EveryKind, new OnsetStrength(Statistic.Mean), new Rms(), new SpectralContrast(FloorDb: 80),
        new Delta(new LogMel(8)),
        new Mel(20) { LogScale = 10_000 },
    ];

    [Fact]
    public void What_is_refused_is_refused_by_name_and_nothing_else_is()
    {
        var refusals = FeatureSpecTests.EveryKind
            .Select(feature => (feature.Name, Reason: ModelGraph.WhyNotFromAudio(new() { Features = [feature] })))
            .Where(feature => feature.Reason is not null).ToList();
        Assert.Equal(Refused, refusals.Select(refusal => refusal.Name).Order());
        Assert.All(refusals, refusal => Assert.Equal($"The feature {refusal.Name} cannot be expressed in an ONNX graph. "
            + "Export the model from its features on (--from features), or train one on other features.", refusal.Reason));
        Assert.Contains("tonnetz", ModelGraph.WhyNotFromAudio(new() { Features = [new Centered(new Tonnetz(), 0.5)] }),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2048, 512)]
    [InlineData(512, 256)]
    [InlineData(1024, 441)] // no row of a frame begins where a hop ends
    public void Frames_are_those_of_the_extractor(int fftLength, int hop)
    {
        foreach (var feature in All.Where(feature => !Refused.Contains(feature.Name) && FitsInto(feature, fftLength)))
        {
            var spec = new FeatureSpec { FftLength = fftLength, HopLength = hop, Features = [feature], Statistics = [] };
            AssertSame(spec, Sounds());
        }
    }

    [Fact]
    public void Statistics_are_those_of_the_extractor() =>
        AssertSame(new() { Features = [new Mfcc(5), new ZeroCrossingRate(), new Rms()] }, Sounds());

    [Fact]
    public void The_default_features_of_real_songs_are_those_of_the_extractor() => AssertSame(FeatureSpec.Default, RealSongs(6));

    [Fact]
    public void The_log_mel_frames_of_real_songs_are_those_of_the_extractor() => AssertSame(FeatureSpec.LogMel(), RealSongs(6));

    internal static IEnumerable<float[]> RealSongs(int count)
    {
        var folder = SharedData.Path("emotify", "audio");
        TestAudio.InstalledDecoder("libsndfile");
        return Directory.EnumerateFiles(folder, "*.mp3", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where((_, i) => i % (400 / count) == 0).Take(count)
            .Select(path => Workbench.Audio.AudioFile.ReadMono(path, 22_050).Channel(0).ToArray());
    }

    private static void AssertSame(FeatureSpec spec, IEnumerable<float[]> sounds)
    {
        var graph = new OnnxGraph();
        graph.Output("features", ModelGraph.FeaturesOf(spec, graph.Input("audio", Element.Float, "samples")), "frames", "columns");
        using var file = new OnnxFile(graph.ToModel([]));
        var extractor = new FeatureExtractor(spec);
        foreach (var sound in sounds)
        {
            var expected = extractor.Extract(new(spec.SampleRate, [sound]));
            var actual = file.Run("audio", sound, sound.Length)["features"];
            Assert.Equal(expected.Values.Length, actual.Length);
            for (var column = 0; column < expected.ColumnCount; column++)
            {
                float[] wanted = [.. Enumerable.Range(0, expected.RowCount).Select(row => expected[row, column])];
                // A float32 transform is known to 1e-4 or so of a column's largest value: the rounding of its quietest bins, through
                // logarithms and, for fourth moments of nearly constant columns, quotients of small differences.
                // Skewness and kurtosis have no unit: 0 is no smaller scale than 1.
                var name = expected.ColumnNames[column];
                string[] unitless = ["_skew_", "_kurtosis_"];
                var scale = unitless.Any(statistic => name.Contains(statistic, StringComparison.Ordinal)) ? 1 : 1e-3;
                var tolerance = 5e-4 * Math.Max(scale, wanted.Max(Math.Abs));
                for (var row = 0; row < expected.RowCount; row++)
                    if (Math.Abs(wanted[row] - actual[row * expected.ColumnCount + column]) is var distance && !(distance <= tolerance))
                        Assert.Fail($"{name}, row {row} of {expected.RowCount}: {wanted[row]} is "
                            + $"{actual[row * expected.ColumnCount + column]} in ONNX, {distance} off; {tolerance} is allowed.");
            }
        }
    }

    /// <summary>Ten lengths around those at which frames and rounds end, of a sound with tones, noise and silence.</summary>
    private static IEnumerable<float[]> Sounds()
    {
        var rng = new Random(3);
        float[] sound = [.. Enumerable.Range(0, 60_000).Select(i => i is > 20_000 and < 26_000 ? 0
            : (float)(0.3 * Math.Sin(i * 0.1) + 0.2 * Math.Sin(i * 0.0371) + 0.1 * (rng.NextDouble() - 0.5)))];
        return new[] { 8 * 512, 64 * 512 - 1, 64 * 512, 60_000 }.Select(length => sound[..length]);
    }

    private static bool FitsInto(Feature feature, int fftLength)
    {
        try
        {
            new FeatureSpec { FftLength = fftLength, HopLength = 256, Features = [feature] }.Validate();
            return true;
        }
        catch (InvalidSpecException)
        {
            return false;
        }
    }
}
