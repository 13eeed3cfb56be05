using System.Data;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Experiments.Sql;
using Workbench.Foundation;
using Workbench.Kernel.Languages;
using Workbench.Reports;

namespace Workbench.Cli;

/// <summary>
/// What <c>#!sql</c> cells ask: the same tables as <c>lab.Sql</c>. Songs and features are those of the latest run, of the
/// demo corpus where there is none, or of the collection named by <c>#!sql --dataset NAME</c>.
/// </summary>
internal sealed class NotebookDatabase(DataFolder data) : ISqlSource
{
    private readonly Lazy<Workspace> lazyWorkspace = new(() => new(data)); // kernels start without SQLite
    private readonly Dictionary<(string, LabelSource), Dataset> opened = [];

    public SqlAnswer Ask(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyDictionary<string, string> options, CancellationToken token)
    {
        if (options.Keys.FirstOrDefault(option => option != "dataset") is { } unknown)
            throw new SqlSourceException($"#!sql has no option --{unknown}; {NearestName.Hint($"--{unknown}", ["--name", "--dataset"])}");
        try
        {
            var (workspace, work) = (lazyWorkspace.Value, Work.OnAllProcessors with { Token = token });
            var spec = AskedAbout(workspace, options);
            Dataset Songs() => Open(workspace, spec, work);
            var tables = new WorkbenchDatabase(workspace, Songs, spec.Features,
                asking => workspace.Extract(Songs(), spec.Features, asking));
            var answer = new QueryResult(tables.Ask(sql, parameters, work));
            return new(answer, ToDataTable(answer));
        }
        catch (SqlException error)
        {
            throw new SqlSourceException(error.Reason, error.Line, error.Column);
        }
        catch (WorkbenchException error)
        {
            throw new SqlSourceException(error.Message);
        }
    }

    /// <summary>The collection that was named, with that of the latest run as the next best, else the demo corpus.</summary>
    private static ExperimentSpec AskedAbout(Workspace workspace, IReadOnlyDictionary<string, string> options)
    {
        if (options.TryGetValue("dataset", out var named))
            return new() { Dataset = named };
        return workspace.Runs.Ids.Count > 0 ? workspace.Runs.Open().Spec : new() { Dataset = DatasetReader.DemoName };
    }

    /// <summary>Opens a collection once: cells ask many questions about the same songs.</summary>
    private Dataset Open(Workspace workspace, ExperimentSpec spec, Work work)
    {
        var key = (spec.Dataset, spec.Labels);
        if (!opened.TryGetValue(key, out var dataset))
            opened[key] = dataset = workspace.Open(spec.Dataset, spec.Labels, work);
        return dataset;
    }

    private static DataTable ToDataTable(QueryResult answer)
    {
        var table = new DataTable();
        foreach (var (i, name) in answer.Columns.Index())
            table.Columns.Add(FreeName(table, name, i), TypeOf(answer, i));
        foreach (var row in answer.Rows)
            table.Rows.Add([.. row.Select(value => value ?? DBNull.Value)]);
        return table;
    }

    /// <summary>Two columns of an answer may have one name, two of a <see cref="DataTable"/> may not.</summary>
    private static string FreeName(DataTable table, string name, int column) =>
        table.Columns.Contains(name) ? FormattableString.Invariant($"{name}{column + 1}") : name;

    /// <summary>The one type of the values of a column; <see cref="object"/> where they have several or none.</summary>
    private static Type TypeOf(QueryResult answer, int column)
    {
        var types = answer.Rows.Select(row => row[column]?.GetType()).OfType<Type>().Distinct().ToArray();
        return types is [var only] ? only : typeof(object);
    }
}
