using Workbench.Kernel.Errors;
using Workbench.Kernel.Packages;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Languages;

/// <summary>C# in its script dialect: the language of cells that name none.</summary>
/// <param name="chain">The cells.</param>
/// <param name="packages">The packages of the notebook.</param>
internal sealed class CSharpLanguage(ScriptChain chain, SessionPackages packages) : ILanguage
{
    /// <summary>What it is called where nobody chose.</summary>
    public const string Name = "csharp";

    private static readonly string[] OwnNames = [Name, "c#", "cs"];

    public IReadOnlyList<string> Names => OwnNames;

    /// <summary>Whether that is a name of C#.</summary>
    public static bool IsNamed(string name) => OwnNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<Variable> Variables => chain.Values();

    public object? Run(CellCode code, CancellationToken token)
    {
        code.Directive.Expect("#!csharp", 0);
        var lines = PackageLines.OfCSharp(code.Text);
        packages.Install([.. lines.Found, .. chain.Files.Packages(lines.Code)]);
        var (submission, errors) = chain.Compile(lines.Code, code.CellName, token);
        if (submission is null)
            throw new CodeException(CompilationErrors.Of(errors, lines.Code, chain));
        return chain.Run(submission).GetAwaiter().GetResult();
    }

    /// <summary>Declares the variable with the first of its types that C# can name; with <c>dynamic</c> where it can name none.</summary>
    public void Set(Variable variable)
    {
        foreach (var type in variable.Types.Select(CSharpType.FullName).Append("dynamic"))
            if (chain.Compile($"{type} {variable.Name} = default;", $"variable {variable.Name}", default).Submission is { } declaration)
            {
                chain.Run(declaration).GetAwaiter().GetResult();
                chain.Assign(variable);
                return;
            }
        throw new NotebookException($"C# has no variable of that name: {variable.Name}");
    }
}
