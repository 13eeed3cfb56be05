using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Foundation;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Errors;

/// <summary>What was meant by a name that means nothing where it stands.</summary>
internal sealed class UnknownNames(ScriptChain chain, string code, SemanticModel model)
{
    private const int MostMissing = 2;

    private readonly Lazy<IndexedType[]> types = new(() => [.. TypeIndex.Of(model.Compilation)]);

    /// <summary>The advice; null where nothing is near.</summary>
    public string? Advice(SimpleNameSyntax name)
    {
        var written = name.Identifier.ValueText;
        return Argument(name, written) ?? Interpolated(name) ?? Braces(name) ?? Substitutes.Of(written) ?? Expected(name, written)
            ?? Opened(name, written) ?? Near(name, written) ?? new MissingLibrary(chain.BaseDirectory, chain.Libraries.Host).Type(written);
    }

    /// <summary>The nearest name in the namespace that stands before it.</summary>
    public string? InNamespace(SimpleNameSyntax name)
    {
        var left = name.Parent switch
        {
            QualifiedNameSyntax qualified when qualified.Right == name => qualified.Left,
            MemberAccessExpressionSyntax access when access.Name == name => access.Expression,
            _ => (ExpressionSyntax?)null,
        };
        return left is not null && model.GetSymbolInfo(left).Symbol is INamespaceSymbol space
            && !space.GetMembers(name.Identifier.ValueText).Any()
            && NearestName.Of(name.Identifier.ValueText, space.GetMembers().Where(IsPublic).Select(member => member.Name)) is { } near
            ? $"did you mean `{left}.{near}`?"
            : null;
    }

    /// <summary><c>new Adam(LearningRate = 0.1)</c>.</summary>
    private string? Argument(SimpleNameSyntax name, string written) =>
        name.Parent is AssignmentExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax list } } set && set.Left == name
            ? $"a named argument is written `{NearestName.Of(written, Callable.Methods(model, list)
                .SelectMany(method => method.Parameters, (_, parameter) => parameter.Name)) ?? written}: {set.Right}`"
            : null;

    /// <summary><c>f"{x}"</c>.</summary>
    private static string? Interpolated(SimpleNameSyntax name) =>
        name.Identifier.ValueText is "f" or "F" && name.Identifier.GetNextToken() is var next && next.SpanStart == name.Span.End
        && next.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken
            ? "text with values in it is written `$\"...{x}...\"`"
            : null;

    /// <summary><c>spec with (Epochs = 3)</c>, which reads as a method named with.</summary>
    private static string? Braces(SimpleNameSyntax name) =>
        name.Parent is MethodDeclarationSyntax { Identifier.ValueText: "with" } ? $"`with` takes braces: `{name} with {{ ... }}`" : null;

    /// <summary>A member of the type of what is filled: <c>Sampling = Balanced</c>.</summary>
    private string? Expected(SimpleNameSyntax name, string written) =>
        (from type in ExpectedTypes.Here(model, name)
         from member in type.GetMembers()
         where member.IsStatic && IsPublic(member) && string.Equals(member.Name, written, StringComparison.OrdinalIgnoreCase)
         select $"write `{type.Name}.{member.Name}`").FirstOrDefault();

    /// <summary>The namespaces that have it.</summary>
    private string? Opened(SimpleNameSyntax name, string written)
    {
        string[] spaces = [.. types.Value.Where(type => type.Name == written).Select(type => type.Namespace).Distinct()];
        var usings = string.Join(" or ", spaces.Select(space => $"`using {space};`"));
        return spaces.Length == 0 ? null : $"`{written}` is in {string.Join(" and ", spaces)}: add {usings}{New(name)}";
    }

    private string? Near(SimpleNameSyntax name, string written)
    {
        // The beginning of a name means one of the cells' alone: of the libraries' names hundreds begin with most words.
        bool IsAsLong(string other) => Math.Abs(other.Length - written.Length) <= MostMissing;
        var known = chain.Names(code, name.SpanStart).Where(symbol => symbol.CanBeReferencedByName
            && (symbol is not INamedTypeSymbol { ContainingType: null } || IsAsLong(symbol.Name)));
        if (SyntaxFacts.IsInTypeOnlyContext(name) || name.Parent is ObjectCreationExpressionSyntax)
            known = known.Where(symbol => symbol is INamespaceOrTypeSymbol);
        // Of equally near ones a variable for what is written small, a type for what is not.
        var names = known.Select(symbol => symbol.Name).OrderBy(other => char.IsUpper(other[0]) != char.IsUpper(written[0]));
        if (NearestName.Of(written, names) is { } near)
            return $"did you mean `{near}`?";
        var ours = Array.FindAll(types.Value, type => type.Namespace.Split('.')[0] is not ("System" or "Microsoft") && IsAsLong(type.Name));
        if (NearestName.Of(written, ours.Select(type => type.Name)) is { } unopened)
            return $"did you mean `{unopened}`? It is in {Array.Find(ours, type => type.Name == unopened).Namespace}{New(name)}";
        return name.Parent is AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } set && set.Left == name
            && !model.SyntaxTree.GetDiagnostics().Any()
            ? $"`var {set}` declares it"
            : null;
    }

    private static string New(SimpleNameSyntax name) =>
        name.Parent is InvocationExpressionSyntax call && call.Expression == name ? $", and write `new {name}(...)`" : "";

    private static bool IsPublic(ISymbol symbol) =>
        symbol is INamespaceSymbol || symbol is { DeclaredAccessibility: Accessibility.Public, CanBeReferencedByName: true };
}
