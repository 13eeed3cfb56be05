using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Editing;

/// <summary>Tells what the name at a place of a cell is: its signature and its documentation.</summary>
internal static class CellInspector
{
    private const int MostSignatures = 20;

    private static readonly SymbolDisplayFormat Member = SymbolDisplayFormat.MinimallyQualifiedFormat
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeDefaultValue);

    // `var` makes every reference nullable to the compiler: a question mark would say nothing.
    private static readonly SymbolDisplayFormat Variable = Member
        .RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Type = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword);

    /// <summary>
    /// The signature in the first line, the documentation below an empty line; among arguments the signatures of all overloads, a line
    /// each, and what is known of their parameters. Null where nothing is to be told.
    /// </summary>
    /// <param name="chain">The cells before.</param>
    /// <param name="code">The cell, which may be unfinished: front ends ask of a completion by the code up to its end.</param>
    /// <param name="position">The place: in a name, behind it, or among the arguments of a call.</param>
    public static string? Inspect(ScriptChain chain, string code, int position)
    {
        (code, var places) = WithAtStart.Repair(code);
        position = WithAtStart.Repaired(position, places);
        var model = chain.Analyze(code);
        var root = model.SyntaxTree.GetRoot();
        var token = root.FindToken(position);
        if (!IsName(token) && position > 0)
            token = root.FindToken(position - 1);
        if (token.Parent is NameColonSyntax argument && token == argument.ColonToken && position == token.Span.End)
            token = argument.Name.Identifier; // `LearningRate:` as it is completed
        if (!IsName(token))
            return token.Parent?.FirstAncestorOrSelf<ArgumentListSyntax>(arguments => arguments.SpanStart < position) is { } called
                ? Call(model, called) : null;
        var (symbol, overloads) = Find(model, Named(token.Parent!));
        if (symbol is null or IErrorTypeSymbol)
            return null;
        var signature = Signature(symbol);
        if (overloads > 0)
            signature += string.Create(CultureInfo.InvariantCulture, $" (+ {overloads} overload{(overloads > 1 ? "s" : "")})");
        return Joined(signature, SymbolDocumentation.Text(symbol, model.Compilation));
    }

    /// <summary>How a name is declared, in a line.</summary>
    public static string Signature(ISymbol symbol) => symbol switch
    {
        INamespaceOrTypeSymbol => symbol.ToDisplayString(Type),
        ILocalSymbol or { ContainingType.IsScriptClass: true } => symbol.ToDisplayString(Variable),
        _ => symbol.ToDisplayString(Member),
    };

    private static string? Call(SemanticModel model, ArgumentListSyntax arguments)
    {
        var methods = Callable.Methods(model, arguments);
        if (methods.Count == 0)
            return null;
        var signatures = methods.Select(Signature).Take(MostSignatures).ToList();
        if (methods.Count > MostSignatures)
            signatures.Add(string.Create(CultureInfo.InvariantCulture, $"(+ {methods.Count - MostSignatures} overloads)"));
        return Joined(string.Join('\n', signatures), SymbolDocumentation.Text(methods, model.Compilation));
    }

    private static string Joined(string signature, string documentation) =>
        documentation.Length > 0 ? $"{signature}\n\n{documentation}" : signature;

    private static (ISymbol? Symbol, int Overloads) Find(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? model.GetDeclaredSymbol(node) ?? Unfinished(model, node);
        var group = symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
                constructor.ContainingType.InstanceConstructors.Count(other => model.IsAccessible(node.SpanStart, other)),
            IMethodSymbol => model.GetMemberGroup(node is InvocationExpressionSyntax call ? call.Expression : node).Length,
            _ => 1,
        };
        return (symbol, Math.Max(0, group - 1));
    }

    /// <summary>A name that is to be set, in braces or as an argument, where its value is not written yet.</summary>
    private static ISymbol? Unfinished(SemanticModel model, SyntaxNode node) => node switch
    {
        IdentifierNameSyntax { Parent: InitializerExpressionSyntax braces } name => SetMember(model, braces, name),
        IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax braces } } name =>
            SetMember(model, braces, name),
        IdentifierNameSyntax { Parent: NameColonSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax list } } } name =>
            Callable.Methods(model, list).SelectMany(method => method.Parameters)
                .FirstOrDefault(parameter => parameter.Name == name.Identifier.ValueText),
        _ => null,
    };

    private static ISymbol? SetMember(SemanticModel model, InitializerExpressionSyntax braces, IdentifierNameSyntax name) =>
        ExpectedTypes.Filled(model, braces) is { } type
            ? model.LookupSymbols(name.SpanStart, type, name.Identifier.ValueText).FirstOrDefault(member => !member.IsStatic)
            : null;

    /// <summary>The type in <c>new Song(...)</c> stands for the constructor.</summary>
    private static SyntaxNode Named(SyntaxNode node) =>
        node.Parent is ObjectCreationExpressionSyntax creation && creation.Type == node ? creation
        : node.Parent is QualifiedNameSyntax { Parent: ObjectCreationExpressionSyntax qualified } name && name.Right == node ? qualified
        : node;

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax || token.IsKind(SyntaxKind.NewKeyword);
}
