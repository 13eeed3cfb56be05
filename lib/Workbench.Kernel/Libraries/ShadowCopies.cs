using System.Reflection;
using System.Runtime.InteropServices;

namespace Workbench.Kernel.Libraries;

/// <summary>
/// Copies of the folders that <c>#r</c> names: a rebuild never finds its files locked and never changes code that runs.
/// Native libraries are used where they lie.
/// </summary>
internal sealed class ShadowCopies : IDisposable
{
    private static readonly string[] RuntimeIdentifiers = [RuntimeInformation.RuntimeIdentifier, RuntimeNames.Portable];

    private static readonly string[] Described = [".dll", ".pdb", ".xml"];

    private readonly OwnedFolder root = OwnedFolder.Create();
    private readonly Dictionary<string, string> copies = []; // original folder -> its copy, in the order of the references
    private string? selectedFrom; // the folder of the files that were copied without it
    private readonly Dictionary<string, (DateTime Written, long Length)> originals = [];

    /// <summary>Copies the folder of a library on its first use.</summary>
    /// <param name="library">Absolute path of a managed library.</param>
    /// <returns>The path of its copy.</returns>
    public string Copy(string library)
    {
        lock (copies)
        {
            var folder = Path.GetDirectoryName(library)!;
            if (!copies.TryGetValue(folder, out var copy))
                copies.Add(folder, copy = CopyFolder(folder));
            originals.TryAdd(library, Stamp(library)); // asked again after a rebuild, it is still a rebuilt one
            return Path.Combine(copy, Path.GetFileName(library));
        }
    }

    /// <summary>Copies libraries of one folder, with what describes them, and nothing else of it.</summary>
    /// <param name="libraries">Absolute paths of managed libraries.</param>
    /// <returns>The paths of the copies.</returns>
    public IReadOnlyList<string> CopyFiles(IReadOnlyList<string> libraries)
    {
        lock (copies)
        {
            selectedFrom = Path.GetDirectoryName(libraries[0]);
            var copy = Directory.CreateDirectory(Path.Combine(root.Path, "selected")).FullName;
            foreach (var file in libraries.SelectMany(library => Described.Select(ending => Path.ChangeExtension(library, ending))))
                if (File.Exists(file))
                    File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            return [.. libraries.Select(library => Path.Combine(copy, Path.GetFileName(library)))];
        }
    }

    /// <summary>Watches libraries for being rebuilt.</summary>
    public void Watch(IEnumerable<string> libraries)
    {
        lock (copies)
            foreach (var library in libraries)
                originals.TryAdd(library, Stamp(library));
    }

    /// <summary>The copy of a library that a referenced one needs, or null.</summary>
    /// <param name="name">The assembly's simple name.</param>
    public string? FindAssembly(string name)
    {
        lock (copies)
            return copies.Values.Select(copy => Path.Combine(copy, name + ".dll")).FirstOrDefault(File.Exists);
    }

    /// <summary>A native library beside a referenced one or under its <c>runtimes/RID/native</c>, or null.</summary>
    /// <param name="name">The name as it is in <c>DllImport</c>.</param>
    public string? FindNative(string name)
    {
        lock (copies)
            return (from folder in copies.Keys.Concat(selectedFrom is null ? [] : [selectedFrom])
                    from place in RuntimeIdentifiers.Select(rid => Path.Combine(folder, "runtimes", rid, "native")).Prepend(folder)
                    from file in NativeNames(name)
                    let path = Path.Combine(place, file)
                    where File.Exists(path)
                    select path).FirstOrDefault();
    }

    /// <summary>The names of files under which a native library may lie.</summary>
    /// <param name="name">The name as it is in <c>DllImport</c>.</param>
    public static IReadOnlyList<string> NativeNames(string name) =>
        [name, $"lib{name}.so", $"{name}.so", $"lib{name}.dylib", $"{name}.dylib", $"{name}.dll"];

    /// <summary>Libraries that changed on disk since they were referenced; each is reported once a change.</summary>
    public IReadOnlyList<string> TakeRebuilt()
    {
        lock (copies)
        {
            var rebuilt = originals.Where(was => File.Exists(was.Key) && Stamp(was.Key) != was.Value).Select(was => was.Key).ToList();
            rebuilt.ForEach(library => originals[library] = Stamp(library));
            return rebuilt;
        }
    }

    public void Dispose() => root.Dispose();

    private string CopyFolder(string folder)
    {
        var copy = Directory.CreateDirectory(Path.Combine(root.Path,
            copies.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
        foreach (var file in Directory.EnumerateFiles(folder))
            if (Path.GetExtension(file) is ".pdb" or ".xml" || Path.GetExtension(file) is ".dll" && IsManaged(file))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    private static bool IsManaged(string file)
    {
        try
        {
            AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static (DateTime Written, long Length) Stamp(string file) => (File.GetLastWriteTimeUtc(file), new FileInfo(file).Length);
}
