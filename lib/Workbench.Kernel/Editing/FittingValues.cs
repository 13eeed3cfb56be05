using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.Editing;

/// <summary>What can be written where a value of a type is expected.</summary>
/// <param name="place">Where it would stand.</param>
/// <param name="names">The names that can stand there.</param>
internal sealed class FittingValues(CodePlace place, IEnumerable<ISymbol> names)
{
    /// <summary>Asked for the shortest name of a type, the compiler walks the usings of all cells.</summary>
    private readonly Lazy<HashSet<ISymbol>> opened = new(() => new(names.OfType<INamedTypeSymbol>(), SymbolEqualityComparer.Default));

    private readonly SemanticModel model = place.Model;

    /// <summary>
    /// Members of an enum, true and false, what the type has ready as static members, and what makes a value: the constructors of the type
    /// or, where it is abstract, of those derived from it.
    /// </summary>
    public IEnumerable<Completion> Of(ITypeSymbol expected)
    {
        var isNullable = expected.NullableAnnotation == NullableAnnotation.Annotated
            || expected.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (expected is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            expected = nullable.TypeArguments[0];
        return [.. Values(expected), .. isNullable ? Keywords("null") : []];
    }

    /// <summary>What can stand behind <c>new</c>.</summary>
    public IEnumerable<Completion> Created(ITypeSymbol expected) =>
        Creatable(expected).Where(type => place.Matches(type.Name))
            .Select(type => Of(type, name => name, SymbolKinds.Name(type)));

    private IEnumerable<Completion> Values(ITypeSymbol expected) => expected switch
    {
        { SpecialType: SpecialType.System_Boolean } => Keywords("true", "false"),
        { SpecialType: not SpecialType.None } or not INamedTypeSymbol { TypeKind: not TypeKind.Delegate } => [],
        _ => Ready(expected).Concat(Creatable(expected).Where(type => place.Matches(type.Name) || place.Matches("new"))
            .Select(type => Of(type, name => $"new {name}({(IsMadeOfNothing(type) ? ")" : "")}", SymbolKinds.Name(type)))),
    };

    private IEnumerable<Completion> Keywords(params IEnumerable<string> words) =>
        words.Where(place.Matches).Select(word => new Completion(word, "keyword"));

    private IEnumerable<Completion> Ready(ITypeSymbol type) => type.GetMembers()
        .Where(member => member.IsStatic && member.CanBeReferencedByName && model.IsAccessible(place.Start, member)
            && (place.Matches(member.Name) || place.Matches(type.Name)) && !Visibility.IsHidden(member)
            && member switch
            {
                IFieldSymbol field => Fits(field.Type, type),
                IPropertySymbol property => Fits(property.Type, type),
                IMethodSymbol { IsGenericMethod: false } method => Fits(method.ReturnType, type),
                _ => false,
            })
        .DistinctBy(member => member.Name)
        .Select(member => Of(type, name => $"{name}.{member.Name}", SymbolKinds.Name(member)));

    private bool Fits(ITypeSymbol type, ITypeSymbol expected) =>
        model.Compilation.ClassifyConversion(type, expected) is { IsImplicit: true, IsUserDefined: false };

    private IEnumerable<INamedTypeSymbol> Creatable(ITypeSymbol expected) =>
        DerivedTypes.Of(expected, model.Compilation)
            .Where(type => !type.IsAbstract && type.InstanceConstructors.Any(made => model.IsAccessible(place.Start, made))
                && model.IsAccessible(place.Start, type) && !Visibility.IsHidden(type));

    private bool IsMadeOfNothing(INamedTypeSymbol type) => type.InstanceConstructors.Any(made =>
        model.IsAccessible(place.Start, made) && made.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams));

    private Completion Of(ITypeSymbol type, Func<string, string> text, string kind)
    {
        var plain = type.WithNullableAnnotation(NullableAnnotation.None);
        if (type is INamedTypeSymbol { IsGenericType: true } or { ContainingType.IsScriptClass: false })
            return new(text(plain.ToMinimalDisplayString(model, place.Start)), kind);
        var space = opened.Value.Contains(type) || type.ContainingNamespace.IsGlobalNamespace ? null : $"{type.ContainingNamespace}";
        return new(text(type.Name), kind, Namespace: space) { Qualified = text(space is null ? type.Name : $"{space}.{type.Name}") };
    }
}
