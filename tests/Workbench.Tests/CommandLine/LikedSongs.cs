using System.Text.Json.Nodes;
using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>A small collection with artists and titles, on which a run was trained from the command line.</summary>
public sealed class LikedSongs : IDisposable
{
    private readonly TempFolder folder = new();

    public LikedSongs()
    {
        TinyCorpus.Make(PathOf("songs"));
        Manifest = folder.File("songs", "songs.csv");
        File.WriteAllLines(Manifest, ["path,labels,artist,title", .. from genre in new[] { "high", "low", "rock" }
            from number in Enumerable.Range(0, 8)
            select $"{genre}/{number:00}.wav,{genre},Artist {number:00},{genre} {number:00}"]);
        FirstRun = Train(Manifest);
    }

    /// <summary>The collection, a CSV file beside the folders <c>high</c>, <c>low</c> and <c>rock</c>.</summary>
    public string Manifest { get; }

    /// <summary>The run of that collection.</summary>
    public string FirstRun { get; }

    /// <summary>A path of the tests' own, beside the folder <c>songs</c>.</summary>
    public string PathOf(params string[] parts) => folder.File(parts);

    /// <summary>Runs a command over the collection's data folder.</summary>
    public ProcessResult Run(params string[] arguments) => WorkbenchProcess.Run(PathOf("data"), arguments);

    /// <summary>Trains on a collection.</summary>
    /// <returns>The run's id.</returns>
    public string Train(string dataset)
    {
        var trained = Run("train", "--dataset", dataset, "--model", "mlp", "--set", "training.epochs=3", "--json");
        Assert.True(trained.ExitCode == 0, trained.Error);
        return (string)JsonNode.Parse(trained.Output)!["run"]!;
    }

    /// <summary>Writes a sound of so many seconds and gives its path.</summary>
    public string Sound(string name, double seconds, Func<int, double> sample)
    {
        var path = PathOf(name);
        WavFile.Write(path, new AudioClip(22_050, [.. Enumerable.Range(0, (int)(22_050 * seconds)).Select(i => (float)sample(i))]));
        return path;
    }

    public void Dispose() => folder.Dispose();
}
