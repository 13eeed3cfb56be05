using Workbench.Tests.Reference;

namespace Workbench.Tests.Consumers;

/// <summary>Models that were trained on a tiny corpus and exported, both from the command line.</summary>
public sealed class ExportedModels : IDisposable
{
    private readonly TempFolder folder = new();

    public ExportedModels()
    {
        Train(TinyCorpus.MakeOfSeveralGenres(folder.File("songs")), "mlp");
        Mlp = Export("mlp");
        MlpFromFeatures = Export("mlp-features", "--from", "features");
        // Every layer that hears images, so that whoever runs them without ONNX has to know them all.
        Train(TinyCorpus.Make(folder.File("songs-of-one-genre")), folder.Write("cnn.json", """
            { "segmentFrames": 40, "layers": [
              { "kind": "conv2d", "filters": 4, "kernelSize": 5, "padding": 1 }, { "kind": "relu", "negativeSlope": 0.1 },
              { "kind": "maxPool2d" },
              { "kind": "residual", "layers": [{ "kind": "conv2d", "filters": 6, "stride": 2 }, { "kind": "batchNorm" }],
                "shortcut": [{ "kind": "conv2d", "filters": 6, "kernelSize": 1, "stride": 2 }, { "kind": "batchNorm" }] },
              { "kind": "averagePool2d" }, { "kind": "globalPool", "pool": "both" }, { "kind": "dropout", "rate": 0.2 },
              { "kind": "linear", "units": 8 }, { "kind": "batchNorm" }, { "kind": "relu" }] }
            """));
        Cnn = Export("cnn");
    }

    /// <summary>The folder of a model of whole songs, which may have several genres.</summary>
    public string Mlp { get; }

    /// <summary>The same, of which only the network was exported.</summary>
    public string MlpFromFeatures { get; }

    /// <summary>The folder of a model that hears segments of log-mel frames of songs of one genre.</summary>
    public string Cnn { get; }

    public void Dispose() => folder.Dispose();

    private void Train(string corpus, string model) => Workbench("train", "--dataset", corpus, "--model", model);

    /// <summary>The latest run.</summary>
    private string Export(string name, params string[] options)
    {
        var path = folder.File(name);
        Workbench(["export", "--out", path, .. options]);
        return path;
    }

    private void Workbench(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
