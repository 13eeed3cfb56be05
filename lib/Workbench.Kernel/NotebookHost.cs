using Workbench.Kernel.Languages;

namespace Workbench.Kernel;

/// <summary>What the program that runs notebooks gives to each of them. The default gives nothing.</summary>
public sealed record NotebookHost
{
    /// <summary>What <c>#!sql</c> cells ask; null for nothing.</summary>
    public ISqlSource? Database { get; init; }

    /// <summary>
    /// Absolute paths of libraries of one folder that cells may use without <c>#r</c>. Each has the name of the namespace that it begins:
    /// a cell that names <c>Songs</c> gets <c>Songs.dll</c>, and what that needs of its folder. A library of the same name that the
    /// notebook references itself takes the place of them all.
    /// </summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Packages of the makers of those libraries, which no public feed has. They need the host's build of the libraries.</summary>
    public IReadOnlyList<HostPackage> Packages { get; init; } = [];

    /// <summary>Folder in which answers of NuGet are kept, so that the next kernel need not ask; null keeps none.</summary>
    public string? PackageCache { get; init; }
}
