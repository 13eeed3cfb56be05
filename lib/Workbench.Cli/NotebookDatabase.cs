using Workbench.Experiments.Sql;
using Workbench.Foundation;
using Workbench.Kernel.Languages;
using Workbench.Notebook;

namespace Workbench.Cli;

/// <summary>What <c>#!sql</c> cells ask in our kernel; <c>#!sql --dataset NAME</c> names another collection.</summary>
internal sealed class NotebookDatabase(DataFolder data) : ISqlSource
{
    private readonly CellDatabase database = new(data);

    public SqlAnswer Ask(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyDictionary<string, string> options, CancellationToken token)
    {
        if (options.Keys.FirstOrDefault(option => option != "dataset") is { } unknown)
            throw new SqlSourceException($"#!sql has no option --{unknown}; {NearestName.Hint($"--{unknown}", ["--name", "--dataset"])}");
        try
        {
            var answer = database.Ask(sql, parameters, options.GetValueOrDefault("dataset"),
                Work.OnAllProcessors with { Token = token });
            return new(answer, answer.ToDataTable());
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
}
