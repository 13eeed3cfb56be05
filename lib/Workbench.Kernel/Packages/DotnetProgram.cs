namespace Workbench.Kernel.Packages;

/// <summary>The program that asks NuGet.</summary>
internal static class DotnetProgram
{
    /// <summary>What is needed where there is none.</summary>
    public const string Remedy = "Packages need the .NET SDK, from https://dot.net, with its dotnet on the PATH";

    /// <summary>The program on the <c>PATH</c>, or else the one that runs this process. (The system would look here first.)</summary>
    /// <param name="path">The variable.</param>
    /// <param name="process">The program of this process.</param>
    /// <exception cref="NotebookException">There is none.</exception>
    public static string Find(string? path, string? process)
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var folders = (path ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted);
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? (Path.GetFileName(process) == name ? process : null)
            ?? throw new NotebookException($"There is no program dotnet on the PATH. {Remedy}");
    }
}
