using System.Text.Json.Nodes;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Reference;

/// <summary>Runs that are there without having been trained: copies of one that was, with other settings and scores.</summary>
public static class SavedRuns
{
    /// <summary>Trains a small network for two epochs.</summary>
    /// <param name="workspace">Where the run is kept.</param>
    /// <param name="songs">Where the songs are, or are made.</param>
    /// <param name="vary">Changes the experiment; null leaves it.</param>
    public static Run Train(Workspace workspace, string songs, Func<ExperimentSpec, ExperimentSpec>? vary = null)
    {
        var spec = new ExperimentSpec { Dataset = TinyCorpus.Make(songs), Training = TrainingSpec.Default with { Epochs = 2 } };
        return new ExperimentRunner(workspace, new ManagedEngine()).Execute(vary?.Invoke(spec) ?? spec, TestWork.Of());
    }

    /// <summary>Copies a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="id">The id of the copy.</param>
    /// <param name="vary">Changes its experiment; null leaves it.</param>
    /// <param name="change">Changes its <c>scores.json</c>; null leaves them.</param>
    public static Run Copy(Run run, string id, Func<ExperimentSpec, ExperimentSpec>? vary = null, Action<JsonNode>? change = null)
    {
        var copy = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(run.Folder)!, id)).FullName;
        foreach (var file in Directory.GetFiles(run.Folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        var spec = vary?.Invoke(run.Spec) ?? run.Spec;
        File.WriteAllText(Path.Combine(copy, "experiment.json"), SpecJson.Write(spec));
        var scores = JsonNode.Parse(File.ReadAllText(Path.Combine(copy, "scores.json")))!;
        scores["run"] = id;
        scores["seed"] = spec.Seed;
        change?.Invoke(scores);
        File.WriteAllText(Path.Combine(copy, "scores.json"), scores.ToJsonString());
        return Run.Load(copy);
    }
}
