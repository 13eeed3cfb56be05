using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Editing;

/// <summary>Classes by what they derive from.</summary>
internal static class DerivedTypes
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, INamedTypeSymbol[]> Classes = [];

    /// <summary>
    /// A class and those that derive from it or implement it: of the cells, and of the libraries that a notebook loads. The framework's are
    /// left out, as there are hundreds of most.
    /// </summary>
    public static IEnumerable<INamedTypeSymbol> Of(ITypeSymbol type, Compilation compilation)
    {
        IEnumerable<INamedTypeSymbol> own = type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named ? [named] : [];
        if (type.IsSealed || type.TypeKind is not (TypeKind.Class or TypeKind.Interface) || IsOfFramework(type.ContainingAssembly))
            return own;
        var libraries = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(library => !IsOfFramework(library) && (SymbolEqualityComparer.Default.Equals(library, type.ContainingAssembly)
                || library.Modules.Any(module => module.ReferencedAssemblies.Contains(type.ContainingAssembly.Identity))));
        return own.Concat(libraries.SelectMany(library => Classes.GetValue(library, All)).Concat(OfCells(compilation))
            .Where(candidate => Derives(candidate, type)).OrderBy(candidate => candidate.Name, StringComparer.Ordinal));
    }

    private static bool IsOfFramework(IAssemblySymbol? assembly) => assembly is null || HostReferences.Find(assembly.Name) is not null;

    private static bool Derives(INamedTypeSymbol candidate, ITypeSymbol type) => type.TypeKind == TypeKind.Interface
        ? candidate.AllInterfaces.Contains(type, SymbolEqualityComparer.Default)
        : Bases(candidate).Contains(type, SymbolEqualityComparer.Default);

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
            yield return above;
    }

    private static INamedTypeSymbol[] All(IAssemblySymbol library) => [.. Types(library.GlobalNamespace)];

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol container) =>
        container.GetTypeMembers().Where(type => type is { TypeKind: TypeKind.Class, DeclaredAccessibility: Accessibility.Public })
            .Concat(container.GetNamespaceMembers().SelectMany(Types));

    private static IEnumerable<INamedTypeSymbol> OfCells(Compilation compilation)
    {
        for (var cell = compilation; cell is not null; cell = cell.ScriptCompilationInfo?.PreviousScriptCompilation)
            foreach (var type in cell.ScriptClass?.GetTypeMembers() ?? [])
                if (type.TypeKind == TypeKind.Class)
                    yield return type;
    }
}
