using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Workbench.Foundation;

/// <summary>
/// Finds SQLite's native code where NuGet lays it, in <c>runtimes/RID/native</c> beside this library: notebook kernels that load a library
/// by its path look for it elsewhere.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly string Platform = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    /// <summary>Makes SQLite ready; to be called before its first use.</summary>
    public static void Load()
    {
        var caller = typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly;
        AssemblyLoadContext.GetLoadContext(caller)!.ResolvingUnmanagedDll += Find;
        SQLitePCL.Batteries_V2.Init();
    }

    private static nint Find(Assembly caller, string name)
    {
        var folder = Path.GetDirectoryName(typeof(SqliteLibrary).Assembly.Location)!;
        string[] platforms =
            [RuntimeInformation.RuntimeIdentifier, $"{Platform}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}"];
        foreach (var platform in platforms)
            foreach (var file in new[] { $"{name}.dll", $"lib{name}.so", $"lib{name}.dylib" })
                if (NativeLibrary.TryLoad(Path.Combine(folder, "runtimes", platform, "native", file), out var library))
                    return library;
        return 0;
    }
}
