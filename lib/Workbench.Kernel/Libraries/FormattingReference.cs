using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Libraries;

/// <summary>
/// The library of formatters as cells see it: without <c>Display</c>, <c>DisplayAs</c> and <c>DisplayTable</c>, which it adds to all values
/// in the namespace <c>System</c>. A cell's own <c>using System;</c> would put them before those of <see cref="CellFunctions"/>, and they
/// show values to a host of .NET Interactive, which is not here.
/// </summary>
internal static class FormattingReference
{
    /// <summary>The reference: the library with its public types of the namespace <c>System</c> made internal.</summary>
    public static PortableExecutableReference Make()
    {
        var path = typeof(Formatter).Assembly.Location;
        var image = File.ReadAllBytes(path);
        using var file = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
        var metadata = file.GetMetadataReader();
        var rows = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.TypeDef);
        foreach (var type in metadata.TypeDefinitions)
            if (metadata.StringComparer.Equals(metadata.GetTypeDefinition(type).Namespace, nameof(System)))
                // A row of the table begins with the type's attributes, whose lowest bits say who sees it (ECMA-335, II.22.37).
                image[rows + (MetadataTokens.GetRowNumber(type) - 1) * metadata.GetTableRowSize(TableIndex.TypeDef)]
                    &= unchecked((byte)~TypeAttributes.VisibilityMask);
        return MetadataReference.CreateFromImage(image, filePath: path);
    }
}
