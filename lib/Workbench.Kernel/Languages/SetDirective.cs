using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>
/// <c>#!set --name NAME --value VALUE</c>: the value is text, or <c>@LANGUAGE:NAME</c>, a variable of another language by reference, or
/// <c>@input:PROMPT</c>, what the user answers.
/// </summary>
internal sealed class SetDirective : IDirective
{
    private const string Usage = "#!set --name NAME --value VALUE|@LANGUAGE:NAME|@input:PROMPT";

    public IReadOnlyList<string> Names { get; } = ["set"];

    public Action? Run(CellDirective directive, ILanguage language, CellContext cell)
    {
        directive.Expect(Usage, 0, "name", "value");
        if (directive.Options is not { Count: 2 })
            throw directive.Wrong($"#!set needs --name and --value; it is written {Usage}");
        var variable = cell.Languages.Value(directive.Options["value"], directive, cell);
        Set(language, variable with { Name = directive.Options["name"] }, directive);
        return null;
    }

    /// <summary>Gives a language a variable, or tells the line why not.</summary>
    public static void Set(ILanguage language, Variable variable, CellDirective directive)
    {
        if (!SyntaxFacts.IsValidIdentifier(variable.Name))
            throw directive.Wrong($"'{variable.Name}' cannot be the name of a variable; use letters, digits and _");
        try
        {
            language.Set(variable);
        }
        catch (NotebookException refused)
        {
            throw directive.Wrong(refused.Message);
        }
    }
}
