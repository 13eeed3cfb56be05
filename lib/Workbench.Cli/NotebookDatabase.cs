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
    private readonly Lazy<Workspace> lazyWorkspace = new(() => new(data, Environment.ProcessorCount)); // kernels start without SQLite
    private readonly Dictionary<(string, LabelSource), Dataset> opened = [];

    public SqlAnswer Ask(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyDictionary<string, string> options, CancellationToken token)
    {
        if (options.Keys.FirstOrDefault(option => option != "dataset") is { } unknown)
            throw new SqlSourceException($"#!sql has no option --{unknown}; there are --name and --dataset");
        try
        {
            var workspace = lazyWorkspace.Value;
            var spec = options.TryGetValue("dataset", out var named) ? new() { Dataset = named }
                : workspace.Runs.Ids.Count > 0 ? workspace.Runs.Open().Spec
                : new ExperimentSpec { Dataset = DatasetReader.DemoName };
            Dataset Songs() =>
                opened.TryGetValue((spec.Dataset, spec.Labels), out var known) ? known
                    : opened[(spec.Dataset, spec.Labels)] = workspace.Open(spec.Dataset, spec.Labels, token: token);
            var answer = new QueryResult(
                new WorkbenchDatabase(workspace, Songs, spec.Features, stop => workspace.Extract(Songs(), spec.Features, token: stop))
                    .Ask(sql, parameters, token));
            return new(answer, Rows(answer));
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

    private static DataTable Rows(QueryResult answer)
    {
        var table = new DataTable();
        foreach (var (i, name) in answer.Columns.Index())
            table.Columns.Add(table.Columns.Contains(name) ? FormattableString.Invariant($"{name}{i + 1}") : name,
                answer.Rows.Select(row => row[i]?.GetType()).OfType<Type>().Distinct().ToArray() is [var only] ? only : typeof(object));
        foreach (var row in answer.Rows)
            table.Rows.Add([.. row.Select(value => value ?? DBNull.Value)]);
        return table;
    }
}
