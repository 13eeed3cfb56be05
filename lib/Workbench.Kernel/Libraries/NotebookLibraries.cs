using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Workbench.Kernel.Packages;

namespace Workbench.Kernel.Libraries;

/// <summary>
/// Where the libraries of a notebook lie: in packages, beside what <c>#r</c> names, or with the host. What the compiler reads under a name
/// is what is loaded under it.
/// </summary>
internal sealed class NotebookLibraries : IDisposable
{
    private readonly ConcurrentDictionary<string, PortableExecutableReference> references = [];
    private readonly ConcurrentDictionary<string, string> packaged = []; // simple name -> path
    private readonly ConcurrentBag<string> packagedNative = [];
    private readonly ConcurrentDictionary<string, string> native = []; // name in DllImport -> path
    private ImmutableArray<PortableExecutableReference> added = [];

    /// <param name="hostPaths">Libraries that the host brings.</param>
    public NotebookLibraries(IReadOnlyList<string> hostPaths) => Host = new(hostPaths, Copies);

    /// <summary>What <c>#r</c> names.</summary>
    public ShadowCopies Copies { get; } = new();

    /// <summary>What the host brings.</summary>
    public HostLibraries Host { get; }

    /// <summary>What cells may use without a <c>#r</c> that the compiler sees: of packages, and of the host once it is in use.</summary>
    public ImmutableArray<PortableExecutableReference> Added => added;

    /// <summary>The library of that simple name, which is no part of the framework; or null.</summary>
    public string? FindAssembly(string name) => packaged.GetValueOrDefault(name) // none that was in use before
        ?? (Host.IsInUse ? Host.Find(name) : null) ?? Copies.FindAssembly(name) ?? Host.Find(name);

    /// <summary>
    /// The native library that <c>DllImport</c> calls so, or null. Every function of a library is looked for by itself, some of them after
    /// a package with another build of it has come: once there is an answer it stays, or one build would be given what the other made.
    /// </summary>
    public string? FindNative(string name)
    {
        if (native.TryGetValue(name, out var known))
            return known;
        var path = packagedNative.FirstOrDefault(path => ShadowCopies.NativeNames(name).Contains(Path.GetFileName(path)))
            ?? Copies.FindNative(name);
        return path is null ? null : native.GetOrAdd(name, path);
    }

    /// <summary>A file as the compiler reads it; the same one each time.</summary>
    public PortableExecutableReference Reference(string path) =>
        references.GetOrAdd(path, static path => MetadataReference.CreateFromFile(path));

    /// <summary>What the host brings, for code that names it; nothing where that is in use already, or the notebook has its own.</summary>
    /// <param name="codes">The code, and files that it loads; its <c>#r</c> are resolved.</param>
    public ImmutableArray<PortableExecutableReference> HostNamedIn(IEnumerable<string> codes) =>
        !Host.IsInUse && codes.Any(Host.IsNamedIn)
            && !Host.Names.Any(name => packaged.ContainsKey(name) || Copies.FindAssembly(name) is not null)
            ? [.. Host.Paths.Select(Reference)]
            : [];

    /// <summary>Notes that a cell has what the host brings.</summary>
    public void UseHost()
    {
        if (Host.IsInUse)
            return;
        Host.Use();
        added = [.. added, .. Host.Paths.Select(Reference)];
    }

    /// <summary>Makes packages known to cells.</summary>
    /// <param name="packages">The packages that come to those before.</param>
    /// <param name="inUse">Paths of the libraries that cells were compiled with, and of those that are loaded.</param>
    /// <returns>What is to be said about them.</returns>
    /// <exception cref="NotebookException">A library of another version is in use.</exception>
    public IReadOnlyList<string> Add(IReadOnlyList<RestoredPackage> packages, IEnumerable<string> inUse)
    {
        var used = inUse.Concat(packaged.Values).DistinctBy(NameOf).ToDictionary(NameOf);
        var (libraries, notes) = (new Dictionary<string, string>(), new List<string>());
        foreach (var (package, path) in packages.SelectMany(package => package.Libraries, (package, path) => (package, path)))
            if (HostReferences.Find(NameOf(path)) is { FilePath: { } shared })
            {
                if (VersionOf(shared) < VersionOf(path))
                    notes.Add($"{NameOf(path)} {VersionOf(shared)} of this kernel is used, and {package.Name} brings {VersionOf(path)}");
            }
            else if (!used.TryGetValue(NameOf(path), out var other))
                libraries.TryAdd(NameOf(path), path);
            else if (VersionOf(other) < VersionOf(path) || Host.Names.Contains(NameOf(path)))
                throw new NotebookException($"{package.Name} {package.Version} brings {NameOf(path)} {VersionOf(path)}, and "
                    + $"{VersionOf(other)} is in use already: restart the kernel and write this line into the first cell");
        foreach (var (name, path) in libraries)
            packaged[name] = path;
        foreach (var path in packages.SelectMany(package => package.NativeLibraries))
            packagedNative.Add(path);
        added = [.. added, .. packages.SelectMany(package => package.References)
            .DistinctBy(NameOf).Where(path => !used.ContainsKey(NameOf(path)))
            .Select(path => HostReferences.Find(NameOf(path)) ?? Reference(path))
            .Where(reference => !HostReferences.All.Contains(reference))];
        return notes;
    }

    public void Dispose() => Copies.Dispose();

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static Version VersionOf(string library) => AssemblyName.GetAssemblyName(library).Version ?? new();
}
