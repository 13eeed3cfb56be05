using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Libraries;

/// <summary>Resolves <c>#r "../lib/some.dll"</c> against the notebook's folder, and what that library needs beside it.</summary>
internal sealed class LocalReferences(string baseDirectory, NotebookLibraries libraries) : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath,
        MetadataReferenceProperties properties)
    {
        if (HostReferences.Find(reference) is { } framework)
            return [framework];
        var path = Path.GetFullPath(reference, baseDirectory);
        return File.Exists(path) ? [libraries.Reference(libraries.Copies.Copy(path))] : [];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        HostReferences.All.Contains(definition) ? HostReferences.FindHidden(referenceIdentity.Name)
            : HostReferences.Find(referenceIdentity.Name)
                ?? (libraries.FindAssembly(referenceIdentity.Name) is { } path ? libraries.Reference(path) : null);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
