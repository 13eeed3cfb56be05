namespace Workbench.Kernel.Languages;

/// <summary>A language that front ends show, not run here: code becomes an output as it is.</summary>
internal abstract class MarkupLanguage : ILanguage
{
    public abstract IReadOnlyList<string> Names { get; }

    public virtual IReadOnlyList<Variable> Variables => [];

    public object? Run(CellCode code, CancellationToken token)
    {
        code.Directive.Expect($"#!{Names[0]}", 0);
        return Show(code.Text.Trim('\n'));
    }

    public virtual void Set(Variable variable) =>
        throw new NotebookException($"{Names[0]} has no variables; share with csharp, fsharp, javascript or sql.");

    /// <summary>What a front end gets.</summary>
    protected abstract object Show(string text);
}
