namespace Workbench.Kernel.Jupyter.Specs;

/// <summary>Where Jupyter keeps kernel specifications: the same rules as <c>jupyter --paths</c>.</summary>
/// <param name="system">Whose rules.</param>
/// <param name="variable">Reads an environment variable; null where it is not set.</param>
/// <param name="home">The user's home folder.</param>
/// <remarks>Source: Jupyter's documentation, "Common Directories and File Locations".</remarks>
public sealed class JupyterFolders(OperatingSystemKind system, Func<string, string?> variable, string home)
{
    private const string DataVariable = "JUPYTER_DATA_DIR", PathVariable = "JUPYTER_PATH", KernelsFolder = "kernels";

    /// <summary>The rules of this machine.</summary>
    public static JupyterFolders OfThisMachine { get; } = new(
        OperatingSystem.IsWindows()
            ? OperatingSystemKind.Windows
            : OperatingSystem.IsMacOS() ? OperatingSystemKind.MacOS : OperatingSystemKind.Linux,
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The kernels of this user.</summary>
    public string User => Path.Combine(UserData, KernelsFolder);

    /// <summary>
    /// All folders that a front end looks into, the strongest first. (An environment of Python has one more; only its front ends see it.)
    /// </summary>
    public IReadOnlyList<string> SearchPath =>
    [
        .. (Set(PathVariable) ?? "").Split(system == OperatingSystemKind.Windows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries)
            .Append(UserData)
            .Concat(SystemData)
            .Select(folder => Path.Combine(folder, KernelsFolder))
            .Distinct(),
    ];

    /// <summary>The kernels of an installation of Python, or of any other place that has its layout.</summary>
    /// <param name="prefix">The folder that has <c>share/jupyter</c> in it.</param>
    public static string Under(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", KernelsFolder);

    private string UserData => Set(DataVariable) ?? system switch
    {
        OperatingSystemKind.Windows => Path.Combine(Set("APPDATA") ?? Path.Combine(home, "AppData", "Roaming"), "jupyter"),
        OperatingSystemKind.MacOS => Path.Combine(home, "Library", "Jupyter"),
        _ => Path.Combine(Set("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), "jupyter"),
    };

    private IEnumerable<string> SystemData => system == OperatingSystemKind.Windows
        ? [Path.Combine(Set("PROGRAMDATA") ?? @"C:\ProgramData", "jupyter")]
        : ["/usr/local/share/jupyter", "/usr/share/jupyter"];

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
