using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary><c>#!share --from LANGUAGE NAME [--as NAME]</c>: a variable of another language, by reference.</summary>
internal sealed class ShareDirective : IDirective
{
    public IReadOnlyList<string> Names { get; } = ["share"];

    public Action? Run(CellDirective directive, ILanguage language, CellContext cell)
    {
        directive.Expect("#!share --from LANGUAGE NAME [--as NAME]", 1, "from", "as");
        var variable = cell.Languages.Variable($"{directive.Options.GetValueOrDefault("from")}:{directive.Arguments[0]}", directive);
        SetDirective.Set(language, variable with { Name = directive.Options.GetValueOrDefault("as", variable.Name) }, directive);
        return null;
    }
}
