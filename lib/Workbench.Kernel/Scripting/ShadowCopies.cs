using System.Reflection;
using System.Runtime.InteropServices;

namespace Workbench.Kernel.Scripting;

/// <summary>
/// Copies of the folders that <c>#r</c> names: a rebuild never finds its files locked and never changes code that runs.
/// Native libraries are used where they lie.
/// </summary>
internal sealed class ShadowCopies : IDisposable
{
    private static readonly string Platform = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    private static readonly string[] RuntimeIdentifiers =
    [
        RuntimeInformation.RuntimeIdentifier,
#pragma warning disable CA1308 // runtime identifiers are lower case
        $"{Platform}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}",
#pragma warning restore CA1308
    ];

    private readonly OwnedFolder root = OwnedFolder.Create();
    private readonly Dictionary<string, string> copies = []; // original folder -> its copy, in the order of the references
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
        string[] names = [name, $"lib{name}.so", $"{name}.so", $"lib{name}.dylib", $"{name}.dylib", $"{name}.dll"];
        lock (copies)
            return (from folder in copies.Keys
                    from place in RuntimeIdentifiers.Select(rid => Path.Combine(folder, "runtimes", rid, "native")).Prepend(folder)
                    from file in names
                    let path = Path.Combine(place, file)
                    where File.Exists(path)
                    select path).FirstOrDefault();
    }

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
