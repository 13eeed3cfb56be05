using Workbench.Kernel.Packages;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Languages;

/// <summary>F#. Its compiler is not even loaded before the first cell of it runs.</summary>
/// <param name="chain">The cells of C#, whose libraries it shares.</param>
/// <param name="packages">The packages of the notebook.</param>
internal sealed class FSharpLanguage(ScriptChain chain, SessionPackages packages) : ILanguage
{
    private readonly Lazy<FSharpSession> session = new(() => new FSharpSession(chain.LoadContext));

    public IReadOnlyList<string> Names { get; } = ["fsharp", "f#", "fs"];

    public IReadOnlyList<Variable> Variables => session.IsValueCreated ? session.Value.Variables : [];

    public object? Run(CellCode code, CancellationToken token)
    {
        code.Directive.Expect("#!fsharp", 0);
        var lines = PackageLines.OfFSharp(code.Text);
        packages.Install(lines.Found);
        if (!chain.Libraries.HostNamedIn([lines.Code]).IsEmpty)
            chain.Libraries.UseHost();
        IReadOnlyList<string> libraries = [.. chain.Libraries.Added.Select(library => library.FilePath!)];
        session.Value.Reference(libraries);
        chain.Formatters.Register(libraries);
        return session.Value.Run(code with { Text = lines.Code }, token);
    }

    public void Set(Variable variable) => session.Value.Set(variable);
}
