using Microsoft.CodeAnalysis;
using Workbench.Foundation;
using Workbench.Kernel.Documents;

namespace Workbench.Kernel.Running;

/// <summary>
/// The cell that sets a notebook's parameters, as papermill does it: below the cell tagged <c>parameters</c>, in the place
/// of one from an earlier run. It assigns to the variables declared above it, so that a wrong name or a wrong type is found.
/// </summary>
internal static class ParameterCell
{
    private const string Tag = "parameters";
    private const string InjectedTag = "injected-parameters";

    /// <summary>Puts an empty cell where the parameters are set.</summary>
    /// <exception cref="NotebookException">The notebook has no cell tagged <c>parameters</c>.</exception>
    public static NotebookCell Insert(NotebookDocument document)
    {
        foreach (var earlier in document.Cells.Where(cell => cell.Tags.Contains(InjectedTag)).ToList())
            document.Remove(earlier);
        var declaring = document.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Code && cell.Tags.Contains(Tag))
            ?? throw new NotebookException(
                $"{document.Path}: has no code cell tagged '{Tag}', so it takes no parameters; tag the cell that declares them.");
        var injected = NotebookCell.Code(InjectedTag, "", InjectedTag);
        document.Insert(document.Cells.ToList().IndexOf(declaring) + 1, injected);
        return injected;
    }

    /// <summary>The assignments.</summary>
    /// <param name="values">Names and texts.</param>
    /// <param name="variables">What the cells above have declared.</param>
    /// <exception cref="NotebookException">Names and texts that do not fit, all together.</exception>
    public static string Code(IReadOnlyDictionary<string, string> values, IReadOnlyList<IFieldSymbol> variables)
    {
        var problems = new List<string>();
        var lines = new List<string>();
        foreach (var (name, text) in values)
        {
            var variable = variables.FirstOrDefault(variable => variable.Name == name);
            if (variable is null)
                problems.Add($"parameter {name}: no variable of that name; "
                    + NearestName.Hint(name, variables.Select(known => known.Name).Order(StringComparer.Ordinal)));
            else if (variable.IsConst || variable.IsReadOnly)
                problems.Add($"parameter {name}: is a constant; declare it as a variable.");
            else if (ParameterLiteral.Of(variable.Type, text) is { } literal)
                lines.Add($"{name} = {literal};");
            else
                problems.Add($"parameter {name}: '{text}' is not a value of type {variable.Type.ToDisplayString()}.");
        }
        return problems.Count == 0 ? string.Join('\n', lines) : throw new NotebookException(string.Join(' ', problems));
    }
}
