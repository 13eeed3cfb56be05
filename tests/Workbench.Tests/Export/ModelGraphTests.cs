using Workbench.Audio;
using Workbench.Export;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Models;

namespace Workbench.Tests.Export;

/// <summary>Whole models from samples to genres, in ONNX Runtime.</summary>
public class ModelGraphTests
{
    public static TheoryData<string> Presets => [.. ModelSpec.Presets.Keys];

    [Theory, MemberData(nameof(Presets))]
    public void A_preset_gives_the_same_probabilities_for_sounds_of_any_length(string preset)
    {
        float[][] sounds = [.. Noises(4), [0.5f], new float[30_000], Noises(1)[0][..300]];
        var model = Make(ModelSpec.Presets[preset], sounds);
        using var file = new OnnxFile(ModelGraph.Write(model, ExportStart.Audio, []));
        foreach (var sound in sounds)
            AssertSame(model, file, sound, 1e-4);
    }

    /// <summary>The tolerances that are promised; the scaler is fitted to the same songs, so that no column is out of scale.</summary>
    [Theory]
    [InlineData("mlp", 1e-4)] // statistics of decibels of a float32 transform
    [InlineData("cnn", 1e-5)]
    public void Real_songs_get_the_same_probabilities(string preset, double tolerance)
    {
        float[][] songs = [.. FeatureExportTests.RealSongs(40)];
        var model = Make(ModelSpec.Presets[preset], songs);
        using var file = new OnnxFile(ModelGraph.Write(model, ExportStart.Audio, []));
        foreach (var song in songs)
            AssertSame(model, file, song, tolerance);
    }

    [Fact]
    public void What_cannot_be_answered_is_refused_with_a_sentence_and_the_next_song_is_heard()
    {
        using var file = new OnnxFile(ModelGraph.Write(Make(ModelSpec.Mlp, Noises(4)), ExportStart.Audio, []));
        Assert.Equal("The audio must have 22050 Hz: resample it", file.Refusal(new float[900], 44_100));
        Assert.Equal("The audio has no samples", file.Refusal([]));
        foreach (var odd in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, 2000 })
            Assert.Equal("A sample is NaN, infinite or far above full scale 1: decode the audio again", file.Refusal([0.1f, odd, 0.2f]));
        Assert.All(file.Hear([0.1f, 0.2f])["probabilities"], p => Assert.InRange(p, 0, 1));
    }

    [Fact]
    public void Labels_and_thresholds_are_outputs_and_metadata_is_kept()
    {
        using var file = new OnnxFile(ModelGraph.Write(Make(ModelSpec.Mlp, Noises(4)), ExportStart.Audio, [new("licence", "CC BY")]));
        Assert.Equal(["Blues", "Jazz", "Rock"], file.Texts("labels", [0.1f]));
        Assert.Equal([0.5f, 0.5f, 0.5f], file.Hear([0.1f])["thresholds"]);
        Assert.Equal("CC BY", file.Metadata["licence"]);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        var model = Make(ModelSpec.Cnn, Noises(4));
        Assert.Equal(ModelGraph.Write(model, ExportStart.Audio, []), ModelGraph.Write(model, ExportStart.Audio, []));
    }

    [Fact]
    public void A_clip_too_short_for_its_deltas_is_refused()
    {
        var spec = new FeatureSpec { Features = [new Delta(new Mfcc(3))], Statistics = [Statistic.Std] };
        var songs = new SongSummaries(new(spec.ColumnNames, [1, 2, 3, 4, 5, 6]));
        using var file = new OnnxFile(ModelGraph.Write(DrawnModel.Make(spec, new([]), songs), ExportStart.Audio, []));
        Assert.Equal("The audio has fewer than 4097 samples: this model needs them", file.Refusal(new float[4096]));
        Assert.Equal(3, file.Hear(Noises(1)[0][..4097])["probabilities"].Length);
    }

    [Fact]
    public void The_filter_for_44100_Hz_is_the_resampler()
    {
        using var file = new OnnxFile(ResampleGraph.Write(22_050));
        foreach (var length in new[] { 1, 2, 1001, 44_100 })
        {
            var sound = Noises(1)[0][..length];
            var (expected, actual) = (Resampler.Resample(sound, 44_100, 22_050), file.Run("audio", sound, length)["resampled"]);
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 2e-6f); // 391 products in float32, there through a Fourier transform
        }
        Assert.False(ResampleGraph.Serves(16_000));
    }

    private static void AssertSame(TrainedModel model, OnnxFile file, float[] sound, double tolerance)
    {
        var expected = model.Run(model.Extract(new(22_050, [sound])));
        var actual = file.Hear(sound);
        for (var label = 0; label < expected.Probabilities.LabelCount; label++)
            Assert.Equal(expected.Probabilities[0, label], actual["probabilities"][label], tolerance);
    }

    private static TrainedModel Make(ModelSpec spec, float[][] sounds)
    {
        var features = spec.SegmentFrames is null ? FeatureSpec.Default : FeatureSpec.LogMel();
        var extractor = new FeatureExtractor(features);
        var songs = sounds.Select(sound => SongFeatures.OfClip(features, extractor.Extract(new(22_050, [sound]))))
            .Aggregate((all, song) => all.Then(song));
        return DrawnModel.Make(features, spec, songs);
    }

    /// <summary>Tones in noise, of 45,000 samples and more.</summary>
    private static float[][] Noises(int count) => [.. Enumerable.Range(0, count).Select(n =>
    {
        var rng = new Random(n);
        return Enumerable.Range(0, 45_000 + 31_000 * n).Select(i =>
            (float)(0.2 * Math.Sin(i * 0.02 * (n + 1)) * Math.Exp(-(i % 9000) / 3000.0) + 0.1 * (rng.NextDouble() - 0.5))).ToArray();
    })];
}
