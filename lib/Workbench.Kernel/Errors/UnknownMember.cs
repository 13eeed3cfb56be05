using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Foundation;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Errors;

/// <summary>What was meant by a member that a type does not have.</summary>
internal sealed class UnknownMember(SemanticModel model, SimpleNameSyntax name)
{
    private const int DeepestPlace = 2;

    private readonly string written = name.Identifier.ValueText;

    /// <summary>The advice; null where nothing is near.</summary>
    public string? Advice()
    {
        var braces = name.Parent?.Parent as InitializerExpressionSyntax;
        var receiver = name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax => name.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => (braces?.Parent as WithExpressionSyntax)?.Expression,
        };
        var isStatic = braces is null && receiver is not null && model.GetSymbolInfo(receiver).Symbol is INamedTypeSymbol;
        var type = braces is not null ? ExpectedTypes.Filled(model, braces)
            : receiver is null ? null
            : isStatic ? (ITypeSymbol)model.GetSymbolInfo(receiver).Symbol! : model.GetTypeInfo(receiver).Type;
        if (type is null)
            return null;
        string[] members =
        [
            .. model.LookupSymbols(name.SpanStart, type, includeReducedExtensionMethods: braces is null)
                .Where(member => member.CanBeReferencedByName && (isStatic ? member.IsStatic
                    : !member.IsStatic || member is IMethodSymbol { MethodKind: MethodKind.ReducedExtension }))
                .Select(member => member.Name),
        ];
        var near = NearestName.Of(written, members) is { } meant ? $"did you mean `{meant}`?" : null;
        // `Append` of sequences is not what `append` of lists is.
        return Substitutes.Of(written) is { } substitute && Member(type) is null ? substitute
            : members.Contains(written, StringComparer.OrdinalIgnoreCase) || isStatic ? near
            : Elsewhere(type, receiver?.ToString(), braces is not null) ?? Extension(type) ?? near;
    }

    /// <summary>What the type consists of may have it.</summary>
    private string? Elsewhere(ITypeSymbol type, string? receiver, bool isFilled)
    {
        List<(string[] Path, ITypeSymbol Type)> level = [([], type)];
        for (var depth = 1; depth <= DeepestPlace; depth++)
        {
            level = [.. level.SelectMany(place => Parts(place.Type).Select(part => ((string[])[.. place.Path, part.Name], part.Type)))];
            foreach (var (path, part) in level)
                if (Member(part) is { } member)
                    return isFilled ? $"`{member}` belongs to {Path(path)}: write `{Filled(path, receiver, member)}`"
                        : $"`{member}` belongs to {Path(path)}: `{receiver}.{string.Join('.', path)}.{member}`";
            foreach (var (path, part) in level)
                if (DerivedTypes.Of(part, model.Compilation).Where(kind => Member(kind) is not null).ToArray() is { Length: > 0 } kinds)
                    return $"`{Member(kinds[0])}` belongs to {Path(path)}, if that is "
                        + string.Join(" or ", kinds.Select(kind => kind.Name));
        }
        return null;
    }

    private static string Path(string[] path) => $"`{string.Join('.', path)}`";

    /// <summary><c>Training = spec.Training with { Epochs = ... }</c>.</summary>
    private static string Filled(string[] path, string? receiver, string member)
    {
        var text = $"{member} = ...";
        for (var depth = path.Length; depth > 0; depth--)
        {
            var part = receiver is null ? "new()" : $"{receiver}.{string.Join('.', path[..depth])} with";
            text = $"{path[depth - 1]} = {part} {{ {text} }}";
        }
        return text;
    }

    /// <summary>The properties that hold records or classes of libraries.</summary>
    private IEnumerable<(string Name, ITypeSymbol Type)> Parts(ITypeSymbol type) =>
        model.LookupSymbols(name.SpanStart, type).OfType<IPropertySymbol>()
            .Where(property => !property.IsStatic && property.Type.TypeKind is TypeKind.Class or TypeKind.Interface
                && HostReferences.Find(property.Type.ContainingAssembly.Name) is null)
            .Select(property => (property.Name, property.Type));

    private string? Member(ITypeSymbol type) => model.LookupSymbols(name.SpanStart, type)
        .FirstOrDefault(member => !member.IsStatic && member is IPropertySymbol or IFieldSymbol or IMethodSymbol
            && string.Equals(member.Name, written, StringComparison.OrdinalIgnoreCase))?.Name;

    /// <summary>An extension method whose namespace is not opened.</summary>
    private string? Extension(ITypeSymbol type) =>
        TypeIndex.Extensions(model.Compilation, type, known => known == written)
            .Select(method => $"`{written}` is in {method.ContainingNamespace}: add `using {method.ContainingNamespace};`")
            .FirstOrDefault();
}
