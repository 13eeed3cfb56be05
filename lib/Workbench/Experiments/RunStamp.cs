using System.Globalization;

namespace Workbench.Experiments;

/// <summary>
/// What tells without reading it that the folder of a run is as it was: when files came and went, times and lengths of those that
/// <see cref="RunEntry"/> is made of, and which build of the library reads them.
/// </summary>
internal static class RunStamp
{
    private static readonly string[] Files = [RunFiles.Experiment, RunFiles.Scores, RunFiles.Environment, RunFiles.About];

    private static readonly string Build = typeof(RunStamp).Module.ModuleVersionId.ToString("N");

    /// <summary>The stamp of every folder that began as a run, by its name.</summary>
    /// <param name="folder">The folder of runs; need not be there.</param>
    public static Dictionary<string, string> OfAll(string folder)
    {
        var stamps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in RunStore.FoldersIn(folder))
            stamps[run.Name] = Of(run);
        return stamps;
    }

    private static string Of(DirectoryInfo run) => string.Join(' ',
        [Build, Ticks(run), .. Files.Select(name => new FileInfo(Path.Combine(run.FullName, name)))
            .Select(file => file.Exists ? $"{Ticks(file)}:{file.Length.ToString(CultureInfo.InvariantCulture)}" : "-")]);

    private static string Ticks(FileSystemInfo entry) => entry.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);
}
