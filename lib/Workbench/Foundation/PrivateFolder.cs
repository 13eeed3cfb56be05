namespace Workbench.Foundation;

/// <summary>Folders for their owner alone: of runs and caches, which tell what others listen to, and of code that will run.</summary>
/// <remarks><c>Workbench.Kernel</c>, which refers to no other project, and <c>Workbench.Cli</c> compile this file too.</remarks>
internal static class PrivateFolder
{
    /// <summary>Makes a folder, and those above it, where they are absent; on Windows, which hands down rights, as any other.</summary>
    /// <param name="path">The folder; one that is there already keeps its rights.</param>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above && !Directory.Exists(above))
            Create(above); // the mode is that of the last folder alone
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
