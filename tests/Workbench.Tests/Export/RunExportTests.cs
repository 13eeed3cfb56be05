using System.Security.Cryptography;
using Workbench.Audio;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Notebook;
using Workbench.Training.Engines;

namespace Workbench.Tests.Export;

/// <summary>The exported folder: whole, the same each time, and read back to the bit.</summary>
public sealed class RunExportTests(ExportedRun exported) : IClassFixture<ExportedRun>
{
    [Fact]
    public void Every_file_is_there_and_is_what_the_description_says()
    {
        Assert.Equal(
            [
                "card.md", "embeddings.safetensors", "labels.json", "model.json", "model.onnx", "resample-44100.onnx", "samples/chords.wav",
                "samples/drums.wav", "samples/expected.json", "samples/short.wav", "songs.csv", "weights.safetensors",
            ],
            FilesOf(exported.Folder).Keys);
        foreach (var (file, hash) in exported.Model.Sha256!)
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(exported.Folder, file)))));
        Assert.Equal((exported.Run.Id, "CC0", ExportStart.Audio, 22_050, (double?)null),
            (exported.Model.Name, exported.Model.Licence, exported.Model.Start, exported.Model.SampleRate, exported.Model.SegmentSeconds));
        Assert.Equal(["high", "low", "rock"], SpecJson.Read<string[]>(File.ReadAllText(Path.Combine(exported.Folder, "labels.json"))));
        Assert.DoesNotContain(exported.Songs, File.ReadAllText(Path.Combine(exported.Folder, "songs.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_weights_go_back_into_the_spec_to_the_bit()
    {
        var (model, original) = (exported.Model.Load(exported.Folder), exported.Run.Model);
        Assert.Equal(original.Spec, model.Spec);
        Assert.Equal(original.Features, model.Features);
        Assert.Equal(original.Thresholds.Values, model.Thresholds.Values);
        Assert.Equal(original.LearningCurve.Epochs, model.LearningCurve.Epochs);
        var song = Path.Combine(exported.Songs, "low", "03.wav");
        Assert.Equal(original.Predict(song).Labels, model.Predict(song).Labels);
        foreach (var tensor in original.Weights.Tensors)
            Assert.True(tensor.Values.SequenceEqual(model.Weights[tensor.Name].Values), tensor.Name);
    }

    [Fact]
    public void The_samples_get_the_answers_that_lie_beside_them()
    {
        using var file = new OnnxFile(File.ReadAllBytes(Path.Combine(exported.Folder, "model.onnx")));
        var samples = Path.Combine(exported.Folder, "samples");
        var answers = SpecJson.ReadFile<ExpectedAnswer[]>(Path.Combine(samples, "expected.json"));
        Assert.Equal(["chords.wav", "drums.wav", "short.wav"], answers.Select(answer => answer.File));
        foreach (var answer in answers)
        {
            var actual = file.Hear(AudioFile.Read(Path.Combine(samples, answer.File)).Channel(0).ToArray(), answer.SampleRate);
            for (var label = 0; label < 3; label++)
                Assert.Equal(answer.Probabilities[label], actual["probabilities"][label], 1e-4f);
        }
        Assert.Equal(exported.Run.Model.Features.Hash, file.Metadata["features_sha256"]);
        Assert.Equal("""["high","low","rock"]""", file.Metadata["labels"]);
        Assert.Equal(exported.Model.Classes, SpecJson.Read<ExportedModel>(file.Metadata["model_json"]).Classes);
    }

    [Fact]
    public void The_same_run_gives_the_same_bytes_and_an_older_export_is_replaced_as_a_whole()
    {
        var folder = exported.NewPath("again");
        RunExport.Write(exported.Workspace, exported.Run, folder, new() { Start = ExportStart.Features });
        File.WriteAllText(Path.Combine(folder, "left-over.txt"), "of the older one");
        RunExport.Write(exported.Workspace, exported.Run, folder, new() { Catalogue = true, Licence = "CC0" });
        Assert.Equal(FilesOf(exported.Folder), FilesOf(folder));
    }

    [Fact]
    public void An_export_that_is_stopped_leaves_the_older_one_and_nothing_else()
    {
        var parent = exported.NewPath("stopped");
        var folder = Path.Combine(parent, "model");
        RunExport.Write(exported.Workspace, exported.Run, folder);
        var before = FilesOf(folder);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            RunExport.Write(exported.Workspace, exported.Run, folder, new() { Licence = "other" }, new Work { Token = stop.Token }));
        Assert.Equal(before, FilesOf(folder));
        Assert.Equal(["model"], Directory.EnumerateFileSystemEntries(parent).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void A_folder_of_something_else_is_left_as_it_is()
    {
        var folder = exported.NewPath("mine");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "thesis.txt"), "");
        var error = Assert.Throws<WorkbenchException>(() => RunExport.Write(exported.Workspace, exported.Run, folder));
        Assert.Equal($"{folder} holds something else and is left as it is; name an empty or a new folder.", error.Message);
        Assert.Equal(["thesis.txt"], FilesOf(folder).Keys);
        var file = Path.Combine(folder, "thesis.txt");
        Assert.Equal($"{file} is a file; name a folder.",
            Assert.Throws<WorkbenchException>(() => RunExport.Write(exported.Workspace, exported.Run, file)).Message);
    }

    [Fact]
    public void A_damaged_export_is_refused_by_the_file_that_is_damaged()
    {
        var folder = exported.NewPath("damaged");
        var model = RunExport.Write(exported.Workspace, exported.Run, folder);
        var weights = Path.Combine(folder, TrainedModel.WeightsName);
        var bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        Assert.Equal($"{weights} cannot be read: it is not the file that was exported, its SHA-256 differs. Export the run again.",
            Assert.Throws<WorkbenchException>(() => model.Load(folder)).Message);
        var description = Path.Combine(folder, TrainedModel.DescriptionName);
        File.WriteAllText(description,
            File.ReadAllText(description).Replace("workbench-model/1", "workbench-model/9", StringComparison.Ordinal));
        Assert.Contains("its format is workbench-model/9, and this version reads workbench-model/1",
            Assert.Throws<WorkbenchException>(() => ExportedModel.Read(folder)).Message, StringComparison.Ordinal);
        Assert.Contains("no exported model",
            Assert.Throws<WorkbenchException>(() => Lab.Open(exported.Songs)).Message, StringComparison.Ordinal);
        Assert.Contains("holds no songs to recommend from",
            Assert.Throws<WorkbenchException>(() => model.OpenCatalogue(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_features_on_the_graph_takes_what_the_library_extracts()
    {
        var folder = exported.NewPath("features");
        var model = RunExport.Write(exported.Workspace, exported.Run, folder, new() { Start = ExportStart.Features });
        using var file = new OnnxFile(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
        foreach (var answer in SpecJson.ReadFile<ExpectedAnswer[]>(Path.Combine(folder, "samples", "expected.json")))
        {
            var row = Assert.Single(answer.Features!.Value);
            var actual = file.Run("features", [.. row], row.Length)["probabilities"];
            for (var label = 0; label < 3; label++)
                Assert.Equal(answer.Probabilities[label], actual[label], 2e-6f); // float32
        }
        Assert.Equal((ExportStart.Features, null), (model.Start, model.StartReason));
        Assert.Contains("begins at the features, not at the samples. It was exported so on purpose.",
            File.ReadAllText(Path.Combine(folder, "card.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_that_no_graph_can_hold_is_said_plainly()
    {
        var features = new FeatureSpec { Features = [new Tonnetz(), new Mfcc(4)], Statistics = [Statistic.Mean] };
        var run = new ExperimentRunner(exported.Workspace, new ManagedEngine()).Execute(
            new() { Dataset = exported.Songs, Features = features, Model = new([new Linear(4)]), Training = new() { Epochs = 2 } });
        var folder = exported.NewPath("tonnetz");
        var model = RunExport.Write(exported.Workspace, run, folder);
        const string Reason = "The feature tonnetz cannot be expressed in an ONNX graph. "
            + "Export the model from its features on (--from features), or train one on other features.";
        Assert.Equal((ExportStart.Features, Reason), (model.Start, model.StartReason));
        Assert.Contains(Reason, File.ReadAllText(Path.Combine(folder, "card.md")), StringComparison.Ordinal);
        Assert.Equal(Reason, Assert.Throws<WorkbenchException>(() =>
            RunExport.Write(exported.Workspace, run, exported.NewPath("refused"), new() { Start = ExportStart.Audio })).Message);
        Assert.False(Directory.Exists(exported.NewPath("refused")));
    }

    [Fact]
    public void A_notebook_asks_the_exported_model()
    {
        var model = Lab.Open(exported.Folder, exported.Data);
        var song = Path.Combine(exported.Songs, "low", "03.wav");
        Assert.Equal(["genre", "probability", "threshold", "decided"], model.Predict(song).Table().Columns);
        Assert.Contains("low", model.Predict(song).ToString(), StringComparison.Ordinal);
        var neighbors = model.Recommend(song).Neighbors;
        Assert.All(neighbors, neighbor => Assert.Equal(["low"], neighbor.Track.Labels));
        Assert.Equal(3, neighbors.Count);
        Assert.Contains("CC0", model.Card().ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(model.Timeline(song).ToSvg());
        var picture = model.Graph();
        Assert.Equal(("audio, sample_rate", "probabilities, embedding, labels, thresholds"),
            (picture.Steps[0].What, picture.Steps[^1].What));
        Assert.StartsWith("<svg", picture.ToSvg(), StringComparison.Ordinal);
        Assert.Contains("Linear 256", picture.ToString(), StringComparison.Ordinal);
    }

    private static SortedDictionary<string, string> FilesOf(string folder) => new(Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'),
            path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))), StringComparer.Ordinal);
}
