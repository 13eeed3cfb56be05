using System.Runtime.Loader;

namespace Workbench.Kernel.Languages;

/// <summary>F#. Its compiler is not even loaded before the first cell of it runs.</summary>
/// <param name="context">Where the libraries of the notebook are loaded.</param>
internal sealed class FSharpLanguage(AssemblyLoadContext context) : ILanguage
{
    private readonly Lazy<FSharpSession> session = new(() => new FSharpSession(context));

    public IReadOnlyList<string> Names { get; } = ["fsharp", "f#", "fs"];

    public IReadOnlyList<Variable> Variables => session.IsValueCreated ? session.Value.Variables : [];

    public object? Run(CellCode code, CancellationToken token)
    {
        code.Directive.Expect("#!fsharp", 0);
        return session.Value.Run(code, token);
    }

    public void Set(Variable variable) => session.Value.Set(variable);
}
