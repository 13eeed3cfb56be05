using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Editing;

/// <summary>What the arguments in brackets may be meant for.</summary>
internal static class Callable
{
    /// <summary>Methods, constructors or delegates that may be called so; the one that the compiler would take comes first.</summary>
    public static IReadOnlyList<IMethodSymbol> Methods(SemanticModel model, ArgumentListSyntax arguments)
    {
        IEnumerable<ISymbol> all = arguments.Parent switch
        {
            InvocationExpressionSyntax call => model.GetMemberGroup(call.Expression) is { IsEmpty: false } group ? group
                : model.GetTypeInfo(call.Expression).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoked } ? [invoked] : [],
            ImplicitObjectCreationExpressionSyntax creation => Constructors(model.GetTypeInfo(creation).Type is INamedTypeSymbol
            { TypeKind: not TypeKind.Error } type ? type : ExpectedTypes.Here(model, creation).FirstOrDefault()),
            ObjectCreationExpressionSyntax creation => Constructors(model.GetTypeInfo(creation).Type),
            PrimaryConstructorBaseTypeSyntax named => Constructors(model.GetTypeInfo(named.Type).Type),
            _ => [],
        };
        var chosen = model.GetSymbolInfo(arguments.Parent!).Symbol;
        return
        [
            .. all.OfType<IMethodSymbol>()
                .Where(method => model.IsAccessible(arguments.SpanStart, method) && !Visibility.IsHidden(method))
                .OrderByDescending(method => SymbolEqualityComparer.Default.Equals(method, chosen)),
        ];
    }

    private static ImmutableArray<IMethodSymbol> Constructors(ITypeSymbol? type) =>
        type is INamedTypeSymbol named ? named.InstanceConstructors : [];
}
