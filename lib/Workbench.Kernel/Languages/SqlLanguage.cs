using System.Data;
using System.Globalization;

namespace Workbench.Kernel.Languages;

/// <summary>
/// SQL, asked of the host's database. <c>#!sql --name songs</c> keeps the answer as a <see cref="DataTable"/> to be shared; a
/// value that was set or shared is a parameter, written <c>@name</c>.
/// </summary>
internal sealed class SqlLanguage(ISqlSource? database) : ILanguage
{
    private readonly Dictionary<string, Variable> variables = [];

    public IReadOnlyList<string> Names { get; } = ["sql"];

    public IReadOnlyList<Variable> Variables => [.. variables.Values];

    public object? Run(CellCode code, CancellationToken token)
    {
        if (database is null)
            throw code.Directive.Wrong("There is no database here that #!sql could ask");
        var options = code.Directive.Options.Where(option => option.Key != "name").ToDictionary();
        try
        {
            var answer = database.Ask(code.Text, variables.Values.ToDictionary(variable => variable.Name, variable => variable.Value),
                options, token);
            if (code.Directive.Options.TryGetValue("name", out var name))
                variables[name] = new(name, typeof(DataTable), answer.Rows);
            return answer.Shown;
        }
        catch (SqlSourceException error)
        {
            throw new CodeException(new("SqlError", error.Message, Traceback(error, code.Text), error.Line));
        }
    }

    public void Set(Variable variable) => variables[variable.Name] = variable;

    private static string[] Traceback(SqlSourceException error, string text) => error is { Line: { } line, Column: { } column }
        ? [string.Create(CultureInfo.InvariantCulture, $"({line},{column}): error {error.Message}"), "    " + text.Split('\n')[line - 1],
            "    " + new string(' ', column - 1) + "^"]
        : [error.Message];
}
