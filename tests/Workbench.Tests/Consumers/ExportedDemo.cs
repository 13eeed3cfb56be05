using Workbench.Audio;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Recommendation;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Consumers;

/// <summary>
/// Models that have learned the demo corpus for a moment, exported with their catalogues as users do it: for the tests of programs in
/// other languages. Each is made when it is first asked for.
/// </summary>
public sealed class ExportedDemo : IDisposable
{
    /// <summary>What installs the programs.</summary>
    public const string Remedy = "run environment/install-consumers.sh";

    private readonly TempFolder folder = new();
    private readonly Lazy<string> cnn, mlp, medley;

    public ExportedDemo()
    {
        cnn = new(() => Export("cnn", ModelSpec.Cnn, new() { Epochs = 4, SegmentsPerSong = 3 }));
        mlp = new(() => Export("mlp", ModelSpec.Mlp, new() { Epochs = 20 }));
        medley = new(JoinTwoSongs);
    }

    /// <summary>The exported folder of a model: <c>cnn</c> hears segments, <c>mlp</c> whole songs.</summary>
    public string Model(string kind) => kind == "cnn" ? cnn.Value : mlp.Value;

    /// <summary>Two songs of the corpus, one after the other, as one WAV: of 22,050 Hz, and not in the catalogue.</summary>
    public string Medley => medley.Value;

    /// <summary>What the library hears in a file.</summary>
    public SongOutputs Hear(string kind, string file) => ExportedModel.Read(Model(kind)).Load(Model(kind)).Hear(file);

    /// <summary>What the library recommends to whoever likes a file.</summary>
    public IReadOnlyList<Neighbor> Recommend(string kind, string file) =>
        ExportedModel.Read(Model(kind)).OpenCatalogue(Model(kind)).Recommend(file);

    /// <summary>The path of a file of the tests' own.</summary>
    public string PathOf(params string[] parts) => folder.File(parts);

    public void Dispose() => folder.Dispose();

    private string Export(string kind, ModelSpec spec, TrainingSpec training)
    {
        var (experiment, model) = (folder.File($"{kind}.json"), folder.File("models", kind));
        var usual = new ExperimentSpec { Dataset = "demo", Seed = 3, Refit = false }.WithModel(spec);
        File.WriteAllText(experiment, SpecJson.Write(usual with { Training = training }));
        Run("train", experiment);
        Run("export", "--out", model, "--catalogue");
        return model;
    }

    private void Run(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private string JoinTwoSongs()
    {
        _ = Model("cnn"); // training makes the corpus
        string[] songs = [.. Directory.GetFiles(folder.File("data", "demo", "audio"), "*.wav", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];
        float[] samples = [.. new[] { songs[0], songs[^1] }.SelectMany(song => AudioFile.Read(song).Channel(0).ToArray())];
        var path = folder.File("medley.wav");
        WavFile.Write(path, new(22_050, samples));
        return path;
    }
}
