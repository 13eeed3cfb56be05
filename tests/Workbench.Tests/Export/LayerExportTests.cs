using Workbench.Export;
using Workbench.Features;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Training;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Export;

/// <summary>Every layer, scaler and output through the exporter: ONNX Runtime gives what the library gives.</summary>
public class LayerExportTests
{
    private const double Float32 = 2e-6; // sums of some dozens of products of float32, in another order

    private static readonly FeatureSpec Summary = new() { Features = [new Mfcc(6)], Statistics = [Statistic.Mean] };
    private static readonly FeatureSpec Frames = FeatureSpec.LogMel(7);

    public static TheoryData<string, LayerSpec[], bool> Kinds => new()
    {
        { "dropout", [new Linear(5), new Dropout(0.5)], false },
        { "none", [], false },
        { "batch_norm_image", [new BatchNorm(), new Conv2d(3), new Flatten()], true },
        { "overlapping_pool", [new Conv2d(3), new MaxPool2d(3) { Stride = 2, Padding = 1 }, new Flatten()], true },
        { "overlapping_pool_within", [new Conv2d(3), new MaxPool2d(3) { Stride = 1 }, new Flatten()], true },
        { "convolution_without_norm", [new Conv2d(3, 3, 2, 0), new Relu(0.2), new GlobalPool(PoolKind.Mean)], true },
    };

    public static TheoryData<string, LayerSpec[], bool> All =>
    [
        .. Kinds.Select(row => row.Data),
        .. GoldenLayerTests.Kinds.Select(row => (row.Data.Item1, row.Data.Item4, row.Data.Item3 is ImageShape)),
    ];

    [Theory, MemberData(nameof(All))]
    public void A_layer_gives_the_same_in_ONNX_Runtime(string kind, LayerSpec[] layers, bool hearsSegments)
    {
        Assert.NotEmpty(kind);
        foreach (var (scaler, output) in new[]
        {
            (ScalerKind.Standard, OutputFunction.Sigmoid), (ScalerKind.Standard, OutputFunction.Softmax),
            (ScalerKind.Quantile, OutputFunction.Sigmoid), (ScalerKind.Overall, OutputFunction.Sigmoid),
            (ScalerKind.Rank, OutputFunction.Sigmoid),
        })
            AssertSame(layers, hearsSegments, scaler, output);
    }

    [Fact]
    public void No_output_function_and_no_scaler_is_missing()
    {
        Assert.Equal([OutputFunction.Sigmoid, OutputFunction.Softmax], Enum.GetValues<OutputFunction>());
        Assert.Equal([ScalerKind.Standard, ScalerKind.Quantile, ScalerKind.Overall, ScalerKind.Rank], Enum.GetValues<ScalerKind>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(18)]
    [InlineData(101)]
    public void A_song_of_any_number_of_frames_is_cut_into_the_same_segments(int frameCount)
    {
        var songs = new ClipFrames(Draw(Frames, frameCount, seed: frameCount));
        var model = DrawnModel.Make(Frames, new([new Conv2d(2), new Flatten()]) { SegmentFrames = 6 }, songs);
        using var file = new OnnxFile(ModelGraph.Write(model, ExportStart.Features, []));
        AssertSame(model.Run(songs), file.Run("features", Draw(Frames, frameCount, frameCount).Values.ToArray(), frameCount, 7));
    }

    private static void AssertSame(LayerSpec[] layers, bool hearsSegments, ScalerKind scaler, OutputFunction output)
    {
        var spec = hearsSegments ? Frames : Summary;
        var learned = hearsSegments ? new ClipFrames(Draw(spec, 40, seed: 1)) : (SongFeatures)new SongSummaries(Draw(spec, 40, seed: 1));
        var model = DrawnModel.Make(spec, new([.. layers]) { SegmentFrames = hearsSegments ? 6 : null }, learned, scaler, output);
        using var file = new OnnxFile(ModelGraph.Write(model, ExportStart.Features, []));
        for (var seed = 1; seed < 6; seed++)
        {
            var rows = Draw(spec, hearsSegments ? 20 : 1, seed);
            var expected = model.Run(SongFeatures.OfClip(spec, rows));
            AssertSame(expected, file.Run("features", rows.Values.ToArray(), hearsSegments ? [20, 7] : [6]));
        }
    }

    private static void AssertSame(SongOutputs expected, Dictionary<string, float[]> actual)
    {
        for (var i = 0; i < expected.Probabilities.LabelCount; i++)
            Assert.Equal(expected.Probabilities[0, i], actual["probabilities"][i], Float32);
        for (var i = 0; i < expected.Embedding.ColumnCount; i++)
            Assert.Equal(expected.Embedding[0, i], actual["embedding"][i], Float32 * Math.Max(1, Math.Abs(expected.Embedding[0, i])));
    }

    /// <summary>Values with ties, as features have them, some beyond those of the first seed.</summary>
    private static FeatureMatrix Draw(FeatureSpec spec, int rows, int seed)
    {
        var rng = new Random(seed);
        return new(spec.ColumnNames, [.. Enumerable.Range(0, rows * spec.ColumnNames.Length)
            .Select(i => i % 3 == 0 ? rng.Next(-3, 4 + seed % 2) : (float)(rng.NextDouble() * 10 - 5))]);
    }
}
