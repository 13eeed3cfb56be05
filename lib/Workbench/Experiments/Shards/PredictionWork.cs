using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Experiments.Shards;

/// <summary>Asks a model, which the job's folder holds, for the genres of songs: an answer a line of JSON.</summary>
/// <param name="Model">What the model is called.</param>
public sealed record PredictionWork(string Model) : ShardWork
{
    /// <summary>Where the model lies in the folder of a job.</summary>
    internal const string ModelFolder = "model";

    internal override string PartName => "answers.jsonl";

    /// <summary>The model.</summary>
    /// <param name="job">The folder of the job.</param>
    internal static TrainedModel Load(string job) => TrainedModel.Load(Path.Combine(job, ModelFolder));

    /// <summary>Puts the model into the folder of a job.</summary>
    internal static void Save(TrainedModel model, string job) => model.Save(Path.Combine(job, ModelFolder));

    internal override ShardPart Do(ShardTurn turn, Work work)
    {
        List<string> lines = [];
        var unreadable = turn.Workspace.Predict(Load(turn.Job), [.. turn.Songs.Select(song => song.AudioPath)],
            answer => lines.Add(SpecJson.WriteCanonical(answer)), work);
        return new(lines.Count, unreadable, path => AtomicFile.WriteText(path, string.Concat(lines.Select(line => $"{line}\n"))));
    }
}
