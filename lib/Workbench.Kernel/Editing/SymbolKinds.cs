using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Editing;

/// <summary>What a <see cref="Completion"/> calls the kinds of names.</summary>
internal static class SymbolKinds
{
    /// <summary>The kind of a name.</summary>
    public static string Name(ISymbol symbol) => symbol switch
    {
        IAliasSymbol alias => Name(alias.Target),
        INamespaceSymbol => "namespace",
        ITypeParameterSymbol => "typeParameter",
        ITypeSymbol type => type.TypeKind switch
        {
            TypeKind.Struct => "struct",
            TypeKind.Interface => "interface",
            TypeKind.Enum => "enum",
            TypeKind.Delegate => "delegate",
            _ => "class",
        },
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enumMember",
        IFieldSymbol { ContainingType.IsScriptClass: false } => "field",
        IParameterSymbol => "parameter",
        _ => "variable",
    };
}
