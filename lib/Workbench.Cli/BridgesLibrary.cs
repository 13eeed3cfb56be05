using System.Reflection;
using System.Runtime.Loader;
using Workbench.Foundation;
using Workbench.Kernel;

namespace Workbench.Cli;

/// <summary>
/// The library that reads and writes Parquet. The command does not refer to it: it is built or installed where such a table is met, whether
/// an option names it or the experiment of an older run.
/// </summary>
internal static class BridgesLibrary
{
    private static readonly HostPackage Package = ExtraPackages.All.Single(package => package.Name == ExtraPackages.Bridges);

    private static int asked;

    /// <summary>Lets the library be found when it is asked for.</summary>
    public static void LoadWhenAsked() => AssemblyLoadContext.Default.Resolving += (_, wanted) =>
        wanted.Name == ExtraPackages.Bridges && Interlocked.Exchange(ref asked, 1) == 0 ? Load() : null;

    /// <summary>The library; null where it cannot be had, which is said on stderr.</summary>
    private static Assembly? Load()
    {
        try
        {
            return new HostPackageLoader(Package, KernelHost.PackageCache(DataFolder.Find())).Load(Say, CancellationToken.None);
        }
        catch (NotebookException error)
        {
            Console.Error.WriteLine(error.Message);
            return null;
        }
    }

    private static void Say(int seconds)
    {
        if (seconds == 1)
            Console.Error.WriteLine(
                Package.Project is null ? $"Installing {Package.Name}, once." : $"Building {Package.Name}, once.");
    }
}
