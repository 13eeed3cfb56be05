using System.Reflection;
using System.Runtime.Loader;

namespace Workbench.Kernel.Libraries;

/// <summary>
/// Keeps a notebook's libraries apart from the process: a library that <c>#r</c> names is loaded from there even if the
/// process has another build of it, as the command line has. Only the framework and the kernel's face are shared.
/// (Roslyn's own script loader asks the process first.)
/// </summary>
internal sealed class NotebookLoadContext(NotebookLibraries libraries) : AssemblyLoadContext("notebook")
{
    private readonly Dictionary<string, Assembly> submissions = [];

    public Assembly LoadSubmission(string name, Stream code, Stream symbols) => submissions[name] = LoadFromStream(code, symbols);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (submissions.TryGetValue(name, out var submission))
            return submission;
        return HostReferences.Find(name) is null && libraries.FindAssembly(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        libraries.FindNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
