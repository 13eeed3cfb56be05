using Workbench.Datasets;

namespace Workbench.Cli;

/// <summary>Tells on stderr which files were left out, and why.</summary>
internal static class SkippedFiles
{
    private const int MostShown = 20;

    public static void Warn(IReadOnlyList<SkippedFile> skipped, string whereAll)
    {
        foreach (var file in skipped.Take(MostShown))
            Console.Error.WriteLine($"skipped {file.Path}: {file.Reason}");
        if (skipped.Count > MostShown)
            Console.Error.WriteLine($"... and {skipped.Count - MostShown} more, all in {whereAll}");
    }
}
