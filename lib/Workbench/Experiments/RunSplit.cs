using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>The songs of an experiment in their parts.</summary>
internal static class RunSplit
{
    /// <summary>Opens, extracts and divides the songs of an experiment.</summary>
    /// <param name="workspace">Where datasets and features are kept.</param>
    /// <param name="spec">The experiment, its seeds resolved.</param>
    /// <param name="work">Threads, progress, and what stops it.</param>
    /// <returns>The dataset as it is, those of its songs that can be read, and these in their parts.</returns>
    public static (Dataset Dataset, ExtractedDataset Extracted, Split Split) Of(Workspace workspace, ExperimentSpec spec, Work work)
    {
        var dataset = workspace.Open(spec.Dataset, spec.Labels, work);
        var extracted = workspace.Extract(dataset, spec.Heard, work);
        return (dataset, extracted, Splitter.Draw(extracted, spec.Split, spec.Genres, work));
    }

    /// <summary>The parts that a run was trained, chosen and judged by.</summary>
    /// <inheritdoc cref="Of(Workspace, ExperimentSpec, Work)"/>
    /// <exception cref="WorkbenchException">The dataset is gone, or is not what the run was trained on.</exception>
    public static (ExtractedDataset Extracted, Split Split) Of(Workspace workspace, Run run, Work work)
    {
        var songs = Of(workspace, run.Spec.Resolve(), work);
        return songs.Split.Hash == run.Summary.SplitHash ? (songs.Extracted, songs.Split)
            : throw new WorkbenchException($"The songs of {run.Spec.Dataset} are no longer those that run {run.Id} was trained on, "
                + "so a part of today may hold songs that it has learned from. Train again: "
                + $"workbench train {Path.Combine(run.Folder, RunFiles.Experiment)}");
    }
}
