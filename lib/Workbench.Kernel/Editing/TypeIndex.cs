using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Editing;

/// <summary>
/// The public types of all libraries that a cell can name, whether their namespaces are opened or not. Names are read from the tables of
/// the libraries, once each: to the compiler each type asked of it is an object for good, tens of thousands in the framework.
/// </summary>
internal static class TypeIndex
{
    private static readonly ConditionalWeakTable<PortableExecutableReference, IndexedType[]> Known = [];

    /// <summary>The types that a cell can name, in the order of their libraries.</summary>
    public static IEnumerable<IndexedType> Of(Compilation compilation) =>
        from library in compilation.SourceModule.ReferencedAssemblySymbols
        let reference = compilation.GetMetadataReference(library) as PortableExecutableReference
        where reference is not null
        from type in Known.GetValue(reference, Read)
        select type;

    /// <summary>The extension methods for a type, of namespaces that are opened or not.</summary>
    /// <param name="compilation">The cell.</param>
    /// <param name="type">What they extend.</param>
    /// <param name="matches">Which names count.</param>
    public static IEnumerable<IMethodSymbol> Extensions(Compilation compilation, ITypeSymbol type, Func<string, bool> matches) =>
        from holder in Of(compilation)
        where holder.Extensions.Any(matches)
        from symbol in compilation.GetTypesByMetadataName($"{holder.Namespace}.{holder.Name}")
        from method in symbol.GetMembers().OfType<IMethodSymbol>()
        where method.IsExtensionMethod && matches(method.Name) && method.ReduceExtensionMethod(type) is not null
        select method;

    /// <summary>The types of one library.</summary>
    public static IndexedType[] Read(PortableExecutableReference library)
    {
        var namespaces = new Dictionary<string, string>(); // one text each
        var found = new List<IndexedType>();
        foreach (var reader in ((AssemblyMetadata)library.GetMetadata()).GetModules().Select(module => module.GetMetadataReader()))
            foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
            {
                if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public || type.Namespace.IsNil
                    || IsHidden(reader, type))
                    continue;
                var name = reader.GetString(type.Name);
                var space = reader.GetString(type.Namespace);
                namespaces.TryAdd(space, space);
                found.Add(new(name.Split('`')[0], namespaces[space], Kind(reader, type), Extensions(reader, type)));
            }
        // Of ImmutableHashSet<T> and the static ImmutableHashSet the latter holds extensions.
        return [.. found.OrderByDescending(type => type.Extensions.Length).DistinctBy(type => (type.Name, type.Namespace))];
    }

    private static string Kind(MetadataReader reader, TypeDefinition type) =>
        (type.Attributes & TypeAttributes.Interface) != 0 ? "interface"
        : Name(reader, type.BaseType) switch
        {
            "Enum" => "enum",
            "ValueType" => "struct",
            "MulticastDelegate" => "delegate",
            _ => "class",
        };

    /// <summary>As <see cref="Visibility"/> has it.</summary>
    private static bool IsHidden(MetadataReader reader, TypeDefinition type) => Attributes(reader, type.GetCustomAttributes())
        .Any(attribute => attribute.Name == "ObsoleteAttribute"
            // Two bytes of prologue, then EditorBrowsableState.Never.
            || attribute.Name == "EditorBrowsableAttribute" && reader.GetBlobReader(attribute.Value) is { Length: >= 6 } value
                && (value.ReadUInt16(), value.ReadInt32()) is (1, 1));

    private static string[] Extensions(MetadataReader reader, TypeDefinition type) => !IsExtension(reader, type.GetCustomAttributes()) ? []
        : [.. type.GetMethods().Select(reader.GetMethodDefinition)
            .Where(method => (method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public
                && IsExtension(reader, method.GetCustomAttributes()))
            .Select(method => reader.GetString(method.Name)).Distinct()];

    private static bool IsExtension(MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        Attributes(reader, attributes).Any(attribute => attribute.Name == "ExtensionAttribute");

    private static IEnumerable<(string? Name, BlobHandle Value)> Attributes(
        MetadataReader reader, CustomAttributeHandleCollection attributes) =>
        from attribute in attributes.Select(reader.GetCustomAttribute)
        select (Name(reader, attribute.Constructor.Kind switch
        {
            HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
            HandleKind.MethodDefinition => reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
            _ => default,
        }), attribute.Value);

    private static string? Name(MetadataReader reader, EntityHandle type) => type.IsNil ? null : type.Kind switch
    {
        HandleKind.TypeReference => reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type).Name),
        HandleKind.TypeDefinition => reader.GetString(reader.GetTypeDefinition((TypeDefinitionHandle)type).Name),
        _ => null,
    };
}
