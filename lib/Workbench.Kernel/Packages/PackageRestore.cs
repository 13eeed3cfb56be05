using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Packages;

/// <summary>Asks NuGet for packages, by <c>dotnet restore</c> of a project that is made for it.</summary>
internal static class PackageRestore
{
    private static readonly string[] Arguments = ["restore", RestoreProject.FileName, "--ignore-failed-sources", "-v", "q", "-nologo"];

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="packages">What is asked for.</param>
    /// <param name="sources">Feeds beside those that the user has chosen.</param>
    /// <param name="baseDirectory">The notebook's folder.</param>
    /// <param name="waiting">Told every second for how many already.</param>
    /// <param name="token">Ends the process that asks, with all that it has started.</param>
    /// <exception cref="NotebookException">It cannot be asked.</exception>
    public static RestoreAnswer Run(IEnumerable<PackageRequest> packages, IEnumerable<PackageSource> sources, string baseDirectory,
        Action<int> waiting, CancellationToken token)
    {
        using var folder = OwnedFolder.Create();
        RestoreProject.Write(folder.Path, packages, sources, baseDirectory);
        var (_, said) = DotnetProcess.Run(folder.Path, Arguments, waiting, token);
        var assets = Path.Combine(folder.Path, "obj", "project.assets.json");
        return File.Exists(assets) ? RestoreAnswer.Read(assets) : throw new NotebookException(WithoutAnswer(said));
    }

    private static string WithoutAnswer(string said)
    {
        string[] lines = [.. said.Split('\n').Where(line => line.Length > 0)];
        return "dotnet restore gave no answer: "
            + (lines.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? string.Join(' ', lines.Take(3)));
    }
}
