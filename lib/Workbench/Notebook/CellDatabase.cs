using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Experiments.Sql;
using Workbench.Foundation;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>
/// What <c>#!sql</c> cells ask, in every host: the same tables as <see cref="Lab.Sql"/>. Songs and features are those of the latest run,
/// of the demo corpus where there is none, or of a collection that the cell names.
/// </summary>
/// <param name="data">The data folder; nothing is opened before the first question.</param>
public sealed class CellDatabase(DataFolder data)
{
    private readonly Lazy<Workspace> lazyWorkspace = new(() => new(data)); // kernels start without SQLite
    private readonly Dictionary<(string, LabelSource), Dataset> opened = [];

    /// <summary>Asks.</summary>
    /// <param name="sql">One statement of SQLite's dialect that only reads.</param>
    /// <param name="parameters">What <c>@name</c> in it stands for; null for none.</param>
    /// <param name="dataset">The collection's name or path; null for that of the latest run.</param>
    /// <param name="work">Threads, progress, and what stops the question; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="SqlException">The question is wrong, or would write.</exception>
    /// <exception cref="WorkbenchException">No such dataset, or nothing usable in it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public QueryResult Ask(
        string sql, IReadOnlyDictionary<string, object?>? parameters = null, string? dataset = null, Work? work = null)
    {
        work ??= Work.Default;
        var (workspace, spec) = (lazyWorkspace.Value, SpecOf(dataset));
        Dataset Songs() => Open(workspace, spec, work);
        var tables = new WorkbenchDatabase(workspace, Songs, spec.Features, asking => workspace.Extract(Songs(), spec.Features, asking));
        return new(tables.Ask(sql, parameters, work));
    }

    /// <summary>The experiment whose songs and features are asked about.</summary>
    /// <param name="dataset">The collection's name or path; null for that of the latest run.</param>
    public ExperimentSpec SpecOf(string? dataset) =>
        dataset is not null ? new() { Dataset = dataset }
        : lazyWorkspace.Value.Runs is { Ids.Count: > 0 } runs ? runs.Open().Spec
        : new() { Dataset = DatasetReader.DemoName };

    /// <summary>Opens a collection once: cells ask many questions about the same songs.</summary>
    private Dataset Open(Workspace workspace, ExperimentSpec spec, Work work)
    {
        var key = (spec.Dataset, spec.Labels);
        if (!opened.TryGetValue(key, out var dataset))
            opened[key] = dataset = workspace.Open(spec.Dataset, spec.Labels, work);
        return dataset;
    }
}
