using Workbench.Audio;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Foundation;
using Workbench.Tests.Experiments;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Export;

/// <summary>An ensemble as one file, as exact as one network.</summary>
public sealed class EnsembleExportTests(EnsembleRun ensemble) : IClassFixture<EnsembleRun>
{
    [Fact]
    public void One_file_gives_the_answers_of_all_together()
    {
        var folder = ensemble.NewPath("exported");
        var exported = RunExport.Write(ensemble.Workspace, ensemble.Run, folder, new() { Catalogue = true }, TestWork.Of());
        using var file = new OnnxFile(File.ReadAllBytes(Path.Combine(folder, "model.onnx")));
        var samples = Path.Combine(folder, "samples");
        var songs = Directory.GetFiles(samples, "*.wav").Append(Path.Combine(ensemble.Songs, "low", "02.wav")).ToArray();
        var read = exported.Load(folder);
        foreach (var song in songs)
        {
            var actual = file.Hear(AudioFile.Read(song).Channel(0).ToArray());
            var expected = read.Hear(song, TestWork.Of());
            for (var label = 0; label < 3; label++)
                Assert.Equal(expected.Probabilities[0, label], actual["probabilities"][label], 1e-4); // float32, as of one network
            for (var unit = 0; unit < read.EmbeddingSize; unit++)
                Assert.Equal(expected.Embedding[0, unit], actual["embedding"][unit], 1e-4f);
        }
        Assert.Equal(ensemble.Run.Model.Hear(songs[0], TestWork.Of()).Probabilities.Row(0).ToArray(),
            read.Hear(songs[0], TestWork.Of()).Probabilities.Row(0).ToArray());
        Assert.Equal(3, exported.OpenCatalogue(folder).Recommend(songs[0]).Count);
        Assert.Contains("`member-1/weights.safetensors`, `member-2/weights.safetensors`",
            File.ReadAllText(Path.Combine(folder, "card.md")), StringComparison.Ordinal);
        Assert.Contains("weighted mean", new Workbench.Reports.GraphPicture(exported).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_exported_from_features() =>
        Assert.Equal($"Run {ensemble.Run.Id} is an ensemble, which is exported from its samples on and not from features.",
            Assert.Throws<WorkbenchException>(() => RunExport.Write(ensemble.Workspace, ensemble.Run, ensemble.NewPath("features"),
                new() { Start = ExportStart.Features })).Message);
}
