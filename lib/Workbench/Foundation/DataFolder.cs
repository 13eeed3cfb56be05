namespace Workbench.Foundation;

/// <summary>
/// Where caches, the demo corpus and runs are kept: the folder that <c>WORKBENCH_DATA</c> names; else <c>data</c> in the
/// clone that the current folder or the library lies in; else <c>workbench</c> in the user's local application data.
/// </summary>
/// <param name="Path">The folder, absolute; made when something is first written into it.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The environment variable that overrides the place.</summary>
    public const string Variable = "WORKBENCH_DATA";

    /// <summary>Database of recordings, features and runs.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, "cache", "workbench.db");

    /// <summary>Folder of what unfinished trainings go on from.</summary>
    public string CheckpointsPath => System.IO.Path.Combine(Path, "cache", "checkpoints");

    /// <summary>Folder in which experiments under way tell how far they are.</summary>
    public string TrainingsPath => System.IO.Path.Combine(Path, "cache", "trainings");

    /// <summary>Folder of the copies of catalogues that machines share.</summary>
    internal string SharedPath => System.IO.Path.Combine(Path, "cache", "shared");

    /// <summary>Folder of the copies of jobs that lie in object storages.</summary>
    internal string JobsPath => System.IO.Path.Combine(Path, "cache", "jobs");

    /// <summary>Folder of the made demo corpora.</summary>
    public string DemoPath => System.IO.Path.Combine(Path, "demo");

    /// <summary>Folder of the datasets that were downloaded.</summary>
    public string DatasetsPath => System.IO.Path.Combine(Path, "datasets");

    /// <summary>Folder of the runs, one sub-folder a run.</summary>
    public string RunsPath => System.IO.Path.Combine(Path, "runs");

    /// <summary>Folder of the runs that were deleted and can be restored.</summary>
    public string BinPath => System.IO.Path.Combine(Path, "bin");

    /// <summary>Folder of executed notebooks and their reports.</summary>
    public string ReportsPath => System.IO.Path.Combine(Path, "reports");

    /// <summary>Folder of libtorch, which <c>Workbench.Torch</c> calls.</summary>
    public string TorchPath => System.IO.Path.Combine(Path, "torch");

    /// <summary>Folder of weights that somebody else's networks learned.</summary>
    public string PretrainedPath => System.IO.Path.Combine(Path, "pretrained");

    /// <summary>Finds the folder by the rule above.</summary>
    public static DataFolder Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return new(System.IO.Path.GetFullPath(named));
        if (FindClone() is { } clone)
            return new(System.IO.Path.Combine(clone, "data"));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return new(System.IO.Path.Combine(home, "workbench"));
    }

    /// <summary>
    /// The clone that the current folder or the library lies in: the nearest folder upwards with <c>Workbench.sln</c>; null outside one.
    /// </summary>
    public static string? FindClone()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (File.Exists(System.IO.Path.Combine(folder.FullName, "Workbench.sln")))
                    return folder.FullName;
        return null;
    }
}
