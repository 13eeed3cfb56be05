using System.Text.Json;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>
/// JavaScript, run by the front end that shows it. Values given to it are constants of the script, as JSON; nothing
/// comes back, for a notebook is also shown where no kernel listens.
/// </summary>
internal sealed class JavaScriptLanguage : MarkupLanguage
{
    private readonly Dictionary<string, (Variable Variable, string Json)> given = [];

    public override IReadOnlyList<string> Names { get; } = ["javascript", "js"];

    public override IReadOnlyList<Variable> Variables => [.. given.Values.Select(value => value.Variable)];

    public override void Set(Variable variable)
    {
        try
        {
            given[variable.Name] = (variable, JsonSerializer.Serialize(variable.Value));
        }
        catch (Exception error) when (error is NotSupportedException or JsonException)
        {
            throw new NotebookException($"{variable.Name} cannot be written as JSON, which javascript gets: {error.Message}", error);
        }
    }

    protected override object Show(string text) =>
        CellFunctions.Script(string.Concat(given.Select(value => $"const {value.Key} = {value.Value.Json};\n")) + text);
}
