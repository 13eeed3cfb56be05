using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.Interactive;
using Microsoft.FSharp.Core;
using Workbench.Kernel.Libraries;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>
/// F# Interactive inside this process. It emits one growing assembly, whose references are the very libraries that C#
/// cells have loaded, so that values pass as they are; the price is that stack traces of F# code name no lines.
/// </summary>
internal sealed class FSharpSession
{
    private const string SharedName = "valueSharedByTheNotebook";

    private readonly AssemblyLoadContext context;
    private readonly StrongBox<object?> shared = new();
    private readonly HashSet<string> referenced = [];
    private readonly Shell.FsiEvaluationSession session;

    /// <param name="context">Where the libraries of the notebook are loaded.</param>
    public FSharpSession(AssemblyLoadContext context)
    {
        this.context = context;
        using var scope = context.EnterContextualReflection();
        // The framework that runs this process F# finds itself, also without an SDK.
        var references = HostReferences.All.Select(reference => reference.FilePath!)
            .Where(path => Path.GetDirectoryName(path) != HostReferences.FrameworkFolder);
        session = Shell.FsiEvaluationSession.Create(
            Shell.FsiEvaluationSession.GetDefaultConfiguration(),
            ["fsi", "--noninteractive", "--nologo", "--gui-", "--quiet", "--optimize+", "--multiemit-", "--usesdkrefs-",
                .. references.Select(path => "-r:" + path)],
            TextReader.Null, TextWriter.Null, TextWriter.Null, collectible: false, legacyReferenceResolver: null);
        session.AddBoundValue(SharedName, shared);
        Evaluate($"open type {typeof(CellFunctions).FullName}", "start", default, out _);
    }

    /// <summary>What cells have declared.</summary>
    public IReadOnlyList<Variable> Variables => [.. session.GetBoundValues()
        .Where(bound => bound.Name is not ("it" or SharedName))
        .Select(bound => new Variable(bound.Name, bound.Value.ReflectionType, bound.Value.ReflectionValue))];

    /// <inheritdoc cref="ILanguage.Run"/>
    public object? Run(CellCode code, CancellationToken token)
    {
        var result = Evaluate(code.Text, code.CellName, token, out var diagnostics);
        foreach (var warning in diagnostics.Where(diagnostic => diagnostic.Severity.IsWarning))
            Console.Error.WriteLine(Text(warning));
        switch (result)
        {
            case FSharpChoice<FSharpOption<Shell.FsiValue>?, Exception>.Choice1Of2 value:
                return value.Item?.Value.ReflectionValue;
            case FSharpChoice<FSharpOption<Shell.FsiValue>?, Exception>.Choice2Of2 { Item: not Shell.FsiCompilationException } thrown:
                ExceptionDispatchInfo.Throw(thrown.Item);
                break;
        }
        token.ThrowIfCancellationRequested();
        var lines = code.Text.Split('\n');
        FSharpDiagnostic[] errors = [.. diagnostics.Where(diagnostic => diagnostic.Severity.IsError)];
        throw new CodeException(new("CompilationError", $"{errors[0].ErrorNumberText}: {errors[0].Message}",
            [.. errors.SelectMany(error => error.StartLine > lines.Length
                ? [Text(error)]
                : new[] { Text(error), "    " + lines[error.StartLine - 1], "    " + new string(' ', error.StartColumn) + "^" })],
            errors[0].StartLine));
    }

    /// <summary>Declares the variable with the first of its types that F# can name; with <c>obj</c> where it can name none.</summary>
    public void Set(Variable variable)
    {
        shared.Value = variable.Value;
        foreach (var type in variable.Types)
        {
            Reference(type);
            if (Declare($"let {variable.Name} = unbox<{FSharpType.FullName(type)}> {SharedName}.Value"))
                return;
        }
        if (!Declare($"let {variable.Name} = {SharedName}.Value"))
            throw new NotebookException($"F# has no variable of that name: {variable.Name}");
    }

    /// <summary>Makes libraries known, once each.</summary>
    /// <param name="libraries">Their paths.</param>
    public void Reference(IEnumerable<string> libraries)
    {
        foreach (var library in libraries)
            if (referenced.Add(Path.GetFileNameWithoutExtension(library)))
                Declare($"#r @\"{library}\"");
    }

    private bool Declare(string code) => Evaluate(code, "share", default, out _).IsChoice1Of2;

    /// <summary>Makes a library of the notebook known, which C# cells have loaded.</summary>
    private void Reference(Type type)
    {
        foreach (var part in type.GetGenericArguments().Append(type.GetElementType()).OfType<Type>())
            Reference(part);
        if (AssemblyLoadContext.GetLoadContext(type.Assembly) == context && type.Assembly.Location.Length > 0)
            Reference([type.Assembly.Location]);
    }

    private FSharpChoice<FSharpOption<Shell.FsiValue>?, Exception> Evaluate(string code, string name, CancellationToken token,
        out FSharpDiagnostic[] diagnostics)
    {
        using var scope = context.EnterContextualReflection();
        (var result, diagnostics) = session.EvalInteractionNonThrowing(code, name, token);
        return result;
    }

    private static string Text(FSharpDiagnostic diagnostic) => string.Create(CultureInfo.InvariantCulture,
        $"({diagnostic.StartLine},{diagnostic.StartColumn + 1}): {(diagnostic.Severity.IsError ? "error" : "warning")} "
        + $"{diagnostic.ErrorNumberText}: {diagnostic.Message}");
}
