using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Workbench.Foundation;
using Workbench.Kernel;

namespace Workbench.Cli;

/// <summary>
/// The libraries that read and write Parquet, and that talk to PostgreSQL and to object storages. The command refers to none of them: each
/// is built or installed where what it does is met, whether an option names it or the experiment of an older run.
/// </summary>
internal static class ExtraLibraries
{
    private static readonly ConcurrentDictionary<string, bool> Asked = new(StringComparer.Ordinal);

    /// <summary>Lets the libraries be found when they are asked for.</summary>
    public static void LoadWhenAsked() => AssemblyLoadContext.Default.Resolving += (_, wanted) =>
        wanted.Name is ExtraPackages.Bridges or ExtraPackages.Postgres or ExtraPackages.Storage
            && Asked.TryAdd(wanted.Name, true)
            ? Load(ExtraPackages.All.Single(package => package.Name == wanted.Name)) : null;

    /// <summary>A library; null where it cannot be had, which is said on stderr.</summary>
    private static Assembly? Load(HostPackage package)
    {
        try
        {
            return new HostPackageLoader(package, KernelHost.PackageCache(DataFolder.Find()))
                .Load(seconds => Say(package, seconds), CancellationToken.None);
        }
        catch (NotebookException error)
        {
            Console.Error.WriteLine(error.Message);
            return null;
        }
    }

    private static void Say(HostPackage package, int seconds)
    {
        if (seconds == 1)
            Console.Error.WriteLine(
                package.Project is null ? $"Installing {package.Name}, once." : $"Building {package.Name}, once.");
    }
}
