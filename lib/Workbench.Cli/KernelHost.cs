using Workbench.Foundation;
using Workbench.Kernel;

namespace Workbench.Cli;

/// <summary>
/// What the command gives to the notebooks that it runs: the database, the library that lies beside it, and the packages that belong to it.
/// </summary>
internal static class KernelHost
{
    private static readonly string[] Libraries = ["Workbench.dll", "Workbench.Onnx.dll"];

    /// <summary>For notebooks that work with a data folder.</summary>
    public static NotebookHost Of(DataFolder data) => new()
    {
        Database = new NotebookDatabase(data),
        Libraries = [.. Libraries.Select(library => Path.Combine(AppContext.BaseDirectory, library))],
        Packages = ExtraPackages.All,
        PackageCache = PackageCache(data),
    };

    /// <summary>Where answers of NuGet are kept.</summary>
    public static string PackageCache(DataFolder data) => Path.Combine(data.Path, "cache", "packages");
}
