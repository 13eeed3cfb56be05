using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Editing;

/// <summary>Which types an expression may have at a place, also where nothing is written yet and the compiler knows of none.</summary>
internal static class ExpectedTypes
{
    /// <summary>The types that fit behind a token: one, or several in the call of an overloaded method; none where any does.</summary>
    public static IEnumerable<ITypeSymbol> After(SemanticModel model, SyntaxToken token) => token.Parent switch
    {
        AssignmentExpressionSyntax assignment => Of(Type(model, assignment.Left)),
        BinaryExpressionSyntax comparison when comparison.IsKind(SyntaxKind.EqualsExpression)
            || comparison.IsKind(SyntaxKind.NotEqualsExpression) => Of(model.GetTypeInfo(comparison.Left).Type),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } declared } } =>
            Of(model.GetTypeInfo(declared.Type).Type),
        NameColonSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax list }, Name.Identifier.ValueText: var name } =>
            Distinct(Callable.Methods(model, list).SelectMany(method => method.Parameters).Where(parameter => parameter.Name == name)),
        ArgumentListSyntax list => Distinct(Callable.Methods(model, list).SelectMany(method => method.Parameters)
            .Where(parameter => parameter.Ordinal == list.Arguments.GetSeparators().Count(comma => comma.SpanStart <= token.SpanStart)
                && !token.IsKind(SyntaxKind.CloseParenToken))),
        CollectionExpressionSyntax collection when !token.IsKind(SyntaxKind.CloseBracketToken) =>
            Here(model, collection).SelectMany(type => Of(Element(type))),
        InitializerExpressionSyntax { Parent: ExpressionSyntax created } braces when
            braces.Kind() is SyntaxKind.ArrayInitializerExpression or SyntaxKind.CollectionInitializerExpression =>
                Of(Element(model.GetTypeInfo(created).Type)),
        ParenthesizedExpressionSyntax inner when inner.OpenParenToken == token => Here(model, inner),
        ConditionalExpressionSyntax choice => Here(model, choice),
        _ => [],
    };

    /// <summary>The types that fit where an expression stands.</summary>
    public static IEnumerable<ITypeSymbol> Here(SemanticModel model, ExpressionSyntax expression) =>
        After(model, expression.GetFirstToken().GetPreviousToken());

    /// <summary>What the braces behind <c>new</c> or <c>with</c> fill in; null where it is not known.</summary>
    public static ITypeSymbol? Filled(SemanticModel model, InitializerExpressionSyntax braces)
    {
        var type = braces.Parent switch
        {
            ImplicitObjectCreationExpressionSyntax creation =>
                Known(model.GetTypeInfo(creation).Type) ?? Here(model, creation).FirstOrDefault(),
            ObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type,
            WithExpressionSyntax with => model.GetTypeInfo(with.Expression).Type,
            AssignmentExpressionSyntax assignment => Type(model, assignment.Left),
            _ => null,
        };
        return Known(type);
    }

    /// <summary>The type that a collection gives room to; null where it is none.</summary>
    private static ITypeSymbol? Element(ITypeSymbol? collection) => collection switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => element,
        _ => collection?.AllInterfaces.Prepend(collection).OfType<INamedTypeSymbol>()
            .FirstOrDefault(face => face.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            ?.TypeArguments[0],
    };

    private static ITypeSymbol? Type(SemanticModel model, ExpressionSyntax assigned) =>
        Known(model.GetTypeInfo(assigned).Type)
        ?? (assigned is IdentifierNameSyntax { Parent.Parent: InitializerExpressionSyntax braces } name
            && Filled(model, braces) is { } filled
            ? model.LookupSymbols(name.SpanStart, filled, name.Identifier.ValueText).FirstOrDefault() switch
            {
                IPropertySymbol property => property.Type,
                IFieldSymbol field => field.Type,
                _ => null,
            }
            : null);

    private static ITypeSymbol? Known(ITypeSymbol? type) => type is null or { TypeKind: TypeKind.Error } ? null : type;

    private static IEnumerable<ITypeSymbol> Of(ITypeSymbol? type) => Known(type) is { } known ? [known] : [];

    private static IEnumerable<ITypeSymbol> Distinct(IEnumerable<IParameterSymbol> parameters) =>
        parameters.Select(parameter => parameter.Type).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default);
}
