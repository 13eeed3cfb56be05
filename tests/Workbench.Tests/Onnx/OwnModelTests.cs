using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Onnx;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Onnx;

/// <summary>What one run learned and exported is the encoder of another.</summary>
public sealed class OwnModelTests : IDisposable
{
    private const int Rate = 22_050;

    private static readonly FeatureSpec Spectrogram = new() { Features = [new Mel(16) { LogScale = 10_000 }], Statistics = [] };

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void The_embedding_of_an_exported_model_is_a_feature_of_another_run()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        Workspace workspace = new(new(folder.File("data")));
        ExperimentSpec spec = new()
        {
            Dataset = songs,
            Features = Spectrogram,
            Model = new([new Conv2d(4), new BatchNorm(), new Relu(), new GlobalPool(PoolKind.Mean)]) { SegmentFrames = 20 },
            Training = TrainingSpec.Default with { Epochs = 2 },
        };
        var teacher = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of());
        RunExport.Write(workspace, teacher, folder.File("export"), work: TestWork.Of());

        var encoder = OnnxEmbedding.From(folder.File("export", "model.onnx"), "teacher", units: 4, Rate, new WholeClip()) with
        { OutputName = "embedding", Constants = ImmutableSortedDictionary<string, double>.Empty.Add("sample_rate", Rate) };
        var clip = AudioFile.ReadMono(Path.Combine(songs, "rock", "01.wav"), Rate);
        var expected = teacher.Model.Embed(SongFeatures.OfClip(Spectrogram, new FeatureExtractor(Spectrogram).Extract(clip)));
        var song = new FeatureExtractor(encoder.ToSpec(Statistic.Mean)).Extract(clip);
        Assert.Equal(expected.ColumnCount, song.ColumnCount);
        for (var unit = 0; unit < song.ColumnCount; unit++)
            Assert.Equal(expected[0, unit], song[0, unit], 1e-4); // what the exporter promises

        var student = new ExperimentRunner(workspace, new ManagedEngine()).Execute(
            new() { Dataset = songs, Features = encoder.ToSpec(Statistic.Mean), Training = TrainingSpec.Default with { Epochs = 2 } },
            TestWork.Of());
        Assert.Equal(["teacher_mean_01", "teacher_mean_02", "teacher_mean_03", "teacher_mean_04"], student.Model.FeatureColumns);
        var export = RunExport.Write(workspace, student, folder.File("student"), work: TestWork.Of());
        Assert.Equal(ExportStart.Features, export.Start);
        Assert.Contains("teacher cannot be expressed in an ONNX graph", export.StartReason, StringComparison.Ordinal);

        var wrongRate = encoder with { Constants = encoder.Constants.SetItem("sample_rate", 44_100) };
        Assert.Contains("The audio must have 22050 Hz", Assert.Throws<InvalidSpecException>(
            () => new FeatureExtractor(wrongRate.ToSpec(Statistic.Mean)).Extract(clip)).Message, StringComparison.Ordinal);
    }
}
