using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Libraries;

/// <summary>The libraries that the host of a notebook brings. They are not even looked at before a cell names one.</summary>
/// <param name="paths">Where they lie: in one folder.</param>
/// <param name="copies">Copies them when they are used.</param>
internal sealed class HostLibraries(IReadOnlyList<string> paths, ShadowCopies copies)
{
    private readonly Lazy<IReadOnlyList<string>> copied = new(() => copies.CopyFiles(Needed(paths)));

    /// <summary>The names of the libraries, without those that they need.</summary>
    public IReadOnlyList<string> Names { get; } = [.. paths.Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>Whether a cell has used them: from then on no other library of their names can be.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>Copies of the libraries themselves.</summary>
    public IEnumerable<string> Paths => copied.Value.Take(paths.Count);

    /// <summary>Whether code may be about one of them.</summary>
    public bool IsNamedIn(string code) => Names.Any(name => code.Contains(name, StringComparison.Ordinal));

    /// <summary>Whether they are among the references of cells.</summary>
    public bool IsBoundIn(IReadOnlySet<MetadataReference> references) => copied.IsValueCreated
        && references.OfType<PortableExecutableReference>().Any(reference => reference.FilePath == copied.Value[0]);

    /// <summary>The version of a library, as packages write it; null if there is none of that name.</summary>
    public string? VersionOf(string name) =>
        paths.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } path
            ? System.Diagnostics.FileVersionInfo.GetVersionInfo(path).ProductVersion?.Split('+')[0]
            : null;

    /// <summary>The copy of one of them, or of a library that they need, or null.</summary>
    /// <param name="name">The assembly's simple name.</param>
    public string? Find(string name) => copied.IsValueCreated || Names.Contains(name)
        ? copied.Value.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name)
        : null;

    /// <summary>Notes that a cell uses them; they are watched from now on.</summary>
    public void Use()
    {
        IsInUse = true;
        copies.Watch(paths);
    }

    /// <summary>Libraries, then all of their folder that they need.</summary>
    private static List<string> Needed(IReadOnlyList<string> libraries)
    {
        var needed = libraries.ToList();
        for (var i = 0; i < needed.Count; i++)
            needed.AddRange(ReferencesOf(needed[i]).Where(name => HostReferences.Find(name) is null)
                .Select(name => Path.Combine(Path.GetDirectoryName(needed[i])!, name + ".dll"))
                .Where(path => File.Exists(path) && !needed.Contains(path)));
        return needed;
    }

    private static string[] ReferencesOf(string library)
    {
        using var file = new PEReader(File.OpenRead(library));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))];
    }
}
