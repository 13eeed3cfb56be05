using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Scripting;

/// <summary>Tells what the name at a place of a cell is: its signature and its documentation.</summary>
internal static class CellInspector
{
    private static readonly SymbolDisplayFormat Member = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeDefaultValue);

    // `var` makes every reference nullable to the compiler: a question mark would say nothing.
    private static readonly SymbolDisplayFormat Variable = Member
        .RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Type = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    /// <summary>The signature in the first line, the documentation below; null where nothing is to be told.</summary>
    /// <param name="model">The model of the cell.</param>
    /// <param name="position">The place: in a name, behind it, or among the arguments of a call.</param>
    public static string? Inspect(SemanticModel model, int position)
    {
        var (symbol, overloads) = Find(model, position);
        if (symbol is null or IErrorTypeSymbol)
            return null;
        var signature = symbol switch
        {
            INamespaceOrTypeSymbol => symbol.ToDisplayString(Type),
            ILocalSymbol or { ContainingType.IsScriptClass: true } => symbol.ToMinimalDisplayString(model, position, Variable),
            _ => symbol.ToMinimalDisplayString(model, position, Member),
        };
        if (overloads > 0)
            signature += string.Create(CultureInfo.InvariantCulture, $" (+ {overloads} overload{(overloads > 1 ? "s" : "")})");
        return SymbolDocumentation.Text(symbol, model.Compilation) is { Length: > 0 } text ? $"{signature}\n\n{text}" : signature;
    }

    private static (ISymbol? Symbol, int Overloads) Find(SemanticModel model, int position)
    {
        var root = model.SyntaxTree.GetRoot();
        var token = root.FindToken(position);
        if (!IsName(token) && position > 0)
            token = root.FindToken(position - 1);
        if (IsName(token))
            return Find(model, Named(token.Parent!));
        var call = token.Parent?.FirstAncestorOrSelf<ArgumentListSyntax>(arguments => arguments.SpanStart < position)?.Parent;
        return call is null ? default : Find(model, call);
    }

    private static (ISymbol? Symbol, int Overloads) Find(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? model.GetDeclaredSymbol(node);
        var group = symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
                constructor.ContainingType.InstanceConstructors.Count(other => model.IsAccessible(node.SpanStart, other)),
            IMethodSymbol => model.GetMemberGroup(node is InvocationExpressionSyntax call ? call.Expression : node).Length,
            _ => 1,
        };
        return (symbol, Math.Max(0, group - 1));
    }

    /// <summary>The type in <c>new Song(...)</c> stands for the constructor.</summary>
    private static SyntaxNode Named(SyntaxNode node) =>
        node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node ? creation
        : node.Parent is QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax qualified } name && name.Right == node ? qualified
        : node;

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax || token.IsKind(SyntaxKind.NewKeyword);
}
