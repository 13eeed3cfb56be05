using Workbench.Experiments;
using Workbench.Export;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Recommendation.Shared;

namespace Workbench.Cli;

/// <summary>The model that a command shall ask: that of a run, or of an exported folder.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Model">The model.</param>
/// <param name="Recommender">
/// Opens the songs to recommend from: those of a dataset, or the model's own for null; compared as a spec says, or as usual for null.
/// </param>
internal sealed record ChosenModel(string Name, TrainedModel Model, Func<Work, string?, SimilaritySpec?, Recommender> Recommender)
{
    /// <summary>Why this one, where nobody named it; null where somebody did.</summary>
    public string? Why { get; private init; }

    /// <summary>Opens it.</summary>
    /// <param name="run">As <see cref="RunStore.Open"/> finds it; null for the latest.</param>
    /// <param name="folder">An exported folder; null for a run.</param>
    public static ChosenModel Open(string? run, string? folder)
    {
        if (folder is not null)
        {
            var exported = ExportedModel.Read(folder);
            var model = exported.Load(folder);
            return new(exported.Name, model, (work, dataset, similarity) => dataset is null
                ? exported.OpenCatalogue(folder, similarity, work)
                : SharedSongs.Is(dataset)
                ? SharedSongs.Open(dataset, model, DataFolder.Find(), similarity, work)
                : throw new WorkbenchException($"--catalogue {dataset} is for runs, which keep what they heard; give --run."));
        }
        var workspace = SharedOptions.Workspace();
        return Of(workspace, workspace.Runs.Open(run));
    }

    /// <summary>The same; where neither is named, the latest run of the collection that a song is in, or else the latest of all.</summary>
    /// <param name="song">A file or an id; null where it is not known yet.</param>
    /// <param name="run">A run.</param>
    /// <param name="folder">An exported folder.</param>
    public static ChosenModel OpenFor(string? song, string? run, string? folder)
    {
        if (run is not null || folder is not null)
            return Open(run, folder);
        var workspace = SharedOptions.Workspace();
        var found = song is null ? null : workspace.Runs.FindOfSong(song);
        var chosen = workspace.Runs.Open(found?.Id);
        return Of(workspace, chosen) with
        {
            Why = song is null ? "the latest" : found is null ? "the latest; no run is of the song's collection"
                : "the latest of the song's collection",
        };
    }

    private static ChosenModel Of(Workspace workspace, Run run) => new(run.Id, run.Model, (work, dataset, similarity) =>
        dataset is null ? RunRecommender.Open(workspace, run, similarity, work)
            : RunRecommender.Over(workspace, run, dataset, similarity, work));
}
