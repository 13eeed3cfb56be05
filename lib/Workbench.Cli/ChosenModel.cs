using Workbench.Experiments;
using Workbench.Export;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;

namespace Workbench.Cli;

/// <summary>The model that a command shall ask: that of a run, or of an exported folder.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="Model">The model.</param>
/// <param name="Recommender">Opens the songs to recommend from, compared as a spec says; null for the usual.</param>
internal sealed record ChosenModel(string Name, TrainedModel Model, Func<Work, SimilaritySpec?, Recommender> Recommender)
{
    /// <summary>Opens it.</summary>
    /// <param name="run">As <see cref="RunStore.Open"/> finds it; null for the latest.</param>
    /// <param name="folder">An exported folder; null for a run.</param>
    public static ChosenModel Open(string? run, string? folder)
    {
        if (folder is not null)
        {
            var exported = ExportedModel.Read(folder);
            return new(exported.Name, exported.Load(folder), (_, similarity) => exported.OpenCatalogue(folder, similarity));
        }
        var workspace = SharedOptions.Workspace();
        var chosen = workspace.Runs.Open(run);
        return new(chosen.Id, chosen.Model, (work, similarity) => RunRecommender.Open(workspace, chosen, similarity, work));
    }
}
