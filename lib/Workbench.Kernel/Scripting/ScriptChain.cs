using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Libraries;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Scripting;

/// <summary>Compiles cells so that each sees what the earlier ones declared, and keeps their state.</summary>
internal sealed class ScriptChain : IDisposable
{
    private static readonly string[] Usings =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading.Tasks",
        typeof(CellFunctions).FullName!,
    ];

    /// <summary>How cells are read.</summary>
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly EmitOptions EmitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>
    /// Libraries are bound by one compilation at a time: two at once would each make types of their own of them, ambiguous ever after.
    /// </summary>
    private static readonly Lock Binding = new();

    private readonly CellScopes scopes = new();
    private readonly NotebookLoadContext loadContext;
    private readonly CSharpCompilationOptions options;
    private readonly Lazy<CSharpCompilation> empty;
    private CSharpCompilation? previous;
    private ImmutableHashSet<MetadataReference> inherited = [];
    private object?[] state = new object?[16];
    private int accepted;
    private int compiled;

    /// <param name="baseDirectory">Where relative paths of cells start.</param>
    /// <param name="hostLibraries">Libraries that cells may use without <c>#r</c>.</param>
    public ScriptChain(string baseDirectory, IReadOnlyList<string> hostLibraries)
    {
        BaseDirectory = baseDirectory;
        Libraries = new NotebookLibraries(hostLibraries);
        Files = new ScriptFiles(baseDirectory);
        loadContext = new NotebookLoadContext(Libraries);
        Formatters = new LibraryFormatters(loadContext);
        options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: Usings,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            concurrentBuild: false,
            nullableContextOptions: NullableContextOptions.Annotations,
            metadataReferenceResolver: new LocalReferences(baseDirectory, Libraries),
            sourceReferenceResolver: Files);
        empty = new(() => Compilation("empty", CSharpSyntaxTree.ParseText("", ParseOptions), null));
    }

    /// <summary>Where the libraries of the notebook are loaded.</summary>
    public AssemblyLoadContext LoadContext => loadContext;

    /// <summary>Where those libraries lie.</summary>
    public NotebookLibraries Libraries { get; }

    /// <summary>What those libraries bring to show values of others.</summary>
    public LibraryFormatters Formatters { get; }

    /// <summary>The files that cells load.</summary>
    public ScriptFiles Files { get; }

    /// <summary>Where relative paths of cells start.</summary>
    public string BaseDirectory { get; }

    /// <summary>Variables that the cells have declared, the latest declaration of each name.</summary>
    public IReadOnlyList<IFieldSymbol> Variables()
    {
        var latest = new Dictionary<string, IFieldSymbol>();
        for (var cell = previous; cell is not null; cell = cell.ScriptCompilationInfo!.PreviousScriptCompilation)
            foreach (var variable in cell.ScriptClass!.GetMembers().OfType<IFieldSymbol>().Where(member => member.CanBeReferencedByName))
                latest.TryAdd(variable.Name, variable);
        return [.. latest.Values];
    }

    /// <summary>Their values, with the types that they were declared with.</summary>
    public IReadOnlyList<Variable> Values() =>
        [.. Fields().Values.Select(place => new Variable(place.Field.Name, place.Field.FieldType, place.Field.GetValue(place.Cell)))];

    /// <summary>Gives the latest variable of that name a value.</summary>
    public void Assign(Variable variable)
    {
        var (field, cell) = Fields()[variable.Name];
        field.SetValue(cell, variable.Value);
    }

    /// <summary>Libraries that were rebuilt since a cell referenced them.</summary>
    public IReadOnlyList<string> TakeRebuilt() => Libraries.Copies.TakeRebuilt();

    /// <summary>Paths of the libraries that cells were compiled with, and of those that are loaded.</summary>
    public IEnumerable<string> PathsInUse() =>
        (previous?.Assembly.Modules.Single().ReferencedAssemblySymbols ?? [])
            .Select(library => (previous!.GetMetadataReference(library) as PortableExecutableReference)?.FilePath)
            .Concat(loadContext.Assemblies.Select(library => library.Location)).OfType<string>().Where(path => path.Length > 0);

    /// <summary>Whether code is a whole cell.</summary>
    public static Completeness CompletenessOf(string code)
    {
        if (CodeNesting.TooDeepAt(code) is not null)
            return Completeness.Invalid;
        var tree = CSharpSyntaxTree.ParseText(WithAtStart.Repair(code).Code, ParseOptions);
        return !SyntaxFactory.IsCompleteSubmission(tree) ? Completeness.Incomplete
            : tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? Completeness.Invalid
            : Completeness.Complete;
    }

    /// <summary>What code would mean as the next cell. From any thread, also while a cell runs; nothing is compiled or kept.</summary>
    public SemanticModel Analyze(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, ParseOptions);
        return Compilation("editing", tree, Volatile.Read(ref previous) ?? empty.Value).GetSemanticModel(tree);
    }

    /// <summary>The names that code can use at a place without a dot; a name that hides another comes before it.</summary>
    public IEnumerable<ISymbol> Names(string code, int position)
    {
        // Its own names and the usual ones, then: asked for those of the cells before, the
        // compiler walks the usings of each, 0.4 s after 200 cells.
        var tree = CSharpSyntaxTree.ParseText(code, ParseOptions);
        return scopes.Names(Volatile.Read(ref previous))
            .Concat(Compilation("editing", tree, empty.Value).GetSemanticModel(tree).LookupSymbols(position));
    }

    /// <summary>Compiles a cell; without a submission there is at least one error.</summary>
    /// <exception cref="CodeException">It is nested too deeply, or names another build of a library that the host brought.</exception>
    public (Submission? Submission, IReadOnlyList<Diagnostic> Errors) Compile(string code, string cellName, CancellationToken token)
    {
        if (CodeNesting.TooDeepAt(code) is { } place)
            throw CellErrors.TooDeep(code.AsSpan(0, place).Count('\n') + 1);
        var text = SourceText.From(WithAtStart.Repair(code).Code, Encoding.UTF8);
        var tree = CSharpSyntaxTree.ParseText(text, ParseOptions, cellName, token);
        CheckReferences(tree);
        var interruptible = StopPoints.Insert(text, tree.GetRoot(token));
        var result = ReferenceEquals(interruptible, text)
            ? default
            : Emit(CSharpSyntaxTree.ParseText(interruptible, ParseOptions, cellName, token), token);
        // Errors are reported against what the user wrote.
        return result.Submission is null ? Emit(tree, token) : result;
    }

    /// <summary>
    /// Runs a compiled cell as the next of the chain: what it declares is there for the cells after it, even if it fails.
    /// </summary>
    public Task<object?> Run(Submission submission)
    {
        var cell = submission.Compilation;
        if (!cell.References.All(inherited.Contains))
            Formatters.Register(cell.References.Except([.. inherited, .. HostReferences.All])
                .OfType<PortableExecutableReference>().Select(library => library.FilePath!));
        if (previous is null || !cell.References.All(inherited.Contains) || LeavesSomething(cell))
        {
            previous = cell;
            accepted += submission.Run is null ? 0 : 1;
            inherited = inherited.Union(cell.References);
            if (Libraries.Host.IsBoundIn(inherited))
                Libraries.UseHost();
        }
        if (submission.Run is null)
            return Task.FromResult<object?>(null);
        if (state.Length < accepted + 2)
            Array.Resize(ref state, 2 * state.Length);
        return submission.Run(state);
    }

    public void Dispose() => Libraries.Dispose();

    /// <summary>Where the variables lie: fields of the cells that declared them.</summary>
    private Dictionary<string, (FieldInfo Field, object Cell)> Fields()
    {
        var latest = new Dictionary<string, (FieldInfo, object)>();
        for (var slot = accepted; slot > 0; slot--)
            foreach (var field
                in state[slot]!.GetType().GetFields(
                    BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                if (SyntaxFacts.IsValidIdentifier(field.Name)) // the compiler's own have none
                    latest.TryAdd(field.Name, (field, state[slot]!));
        return latest;
    }

    private (Submission? Submission, IReadOnlyList<Diagnostic> Errors) Emit(SyntaxTree tree, CancellationToken token)
    {
        var name = $"notebook-cell-{++compiled}";
        var compilation = Compilation(name, tree, previous);
        using var code = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(code, symbols, options: EmitOptions, cancellationToken: token);
        if (!emitted.Success)
        {
            var errors = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            // Without an error there was nothing to emit: a cell of comments, usings and references.
            return (errors.Count > 0 ? null : new(compilation, null), errors);
        }
        code.Position = symbols.Position = 0;
        var assembly = loadContext.LoadSubmission(name, code, symbols);
        var entry = compilation.GetEntryPoint(token)!;
        var method = assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!.GetMethod(entry.MetadataName)!;
        return (new(compilation, method.CreateDelegate<Func<object?[], Task<object?>>>()), []);
    }

    /// <summary>
    /// Whether cells after it can tell that it ran as a part of the chain. More than half of the cells of a notebook only show or change
    /// something: kept, each would cost 0.1 MB.
    /// </summary>
    private static bool LeavesSomething(CSharpCompilation cell)
    {
        var root = cell.SyntaxTrees[^1].GetCompilationUnitRoot(); // behind those of files that it loads
        return root.Usings.Count + root.GetReferenceDirectives().Count + root.GetLoadDirectives().Count > 0
            || cell.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared)
            // Those of the same members are one type in all cells of the chain.
            || root.DescendantNodes().OfType<AnonymousObjectCreationExpressionSyntax>().Any();
    }

    private CSharpCompilation Compilation(string name, SyntaxTree tree, CSharpCompilation? previous)
    {
        var compilation = Bind(name, tree, previous, Libraries.Added);
        // Bound once, the libraries that it names itself are known, which go before those of the host.
        var host = Libraries.HostNamedIn(compilation.SyntaxTrees.Select(tree => tree.ToString()));
        return host.IsEmpty ? compilation : Bind(name, tree, previous, Libraries.Added.AddRange(host));
    }

    private CSharpCompilation Bind(string name, SyntaxTree tree, CSharpCompilation? previous,
        ImmutableArray<PortableExecutableReference> libraries)
    {
        var known = previous is null ? [] : inherited;
        var compilation = CSharpCompilation.CreateScriptCompilation(name, tree,
            (previous is null ? HostReferences.All : []).Concat(libraries.Where(library => !known.Contains(library))),
            options, previous, typeof(object));
        lock (Binding)
            _ = compilation.Assembly; // binds its references
        return compilation;
    }

    /// <summary>Refuses a library that would have two builds in the notebook.</summary>
    private void CheckReferences(SyntaxTree tree)
    {
        if (!Libraries.Host.IsInUse)
            return;
        foreach (var directive in tree.GetCompilationUnitRoot().GetReferenceDirectives())
            if (Libraries.Host.Names.Contains(Path.GetFileNameWithoutExtension(directive.File.ValueText)))
                throw CellErrors.InUse(directive.File.ValueText, directive.GetLocation().GetLineSpan().StartLinePosition.Line + 1);
    }
}
