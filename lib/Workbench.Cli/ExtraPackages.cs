using System.Reflection;
using Workbench.Kernel;

namespace Workbench.Cli;

/// <summary>
/// The packages that the command can take and does without: each is a project of its own, so that the command is as small as if there were
/// none. In a clone they are built when they are asked for; an installed command gets them from NuGet.
/// </summary>
internal static class ExtraPackages
{
    /// <summary>To and from libraries of others.</summary>
    public const string Bridges = "Workbench.Bridges";

    /// <summary>Songs that several machines share.</summary>
    public const string Postgres = "Workbench.Postgres";

    /// <summary>Object storages.</summary>
    public const string Storage = "Workbench.Storage";

    /// <summary>The second engine.</summary>
    public const string Torch = "Workbench.Torch";

    private static readonly string Version = typeof(ExtraPackages).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostPackage> All { get; } = [Of(Bridges), Of(Postgres), Of(Storage), Of(Torch)];

    private static HostPackage Of(string name) => new(name, Version, ProjectOf(name, AppContext.BaseDirectory),
        "in a clone, dotnet pack Workbench.sln -c Release -o FOLDER makes it, and dotnet nuget add source FOLDER tells NuGet of it (so "
        + "does #i \"nuget: FOLDER\" in a notebook)");

    /// <summary>The project of the clone that a program was built in.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="program">The program's folder: two levels below the clone a project's <c>bin/CONFIGURATION/FRAMEWORK</c>.</param>
    /// <returns>Null where the program was not built so, or the clone has no such project.</returns>
    internal static CloneProject? ProjectOf(string name, string program)
    {
        var configuration = new DirectoryInfo(Path.TrimEndingDirectorySeparator(program)).Parent;
        if (configuration?.Parent is not { Name: "bin", Parent.Parent.Parent: { } clone })
            return null;
        string[] sources = [Path.Combine(clone.FullName, "environment", "build")]; // which versions of packages it needs
        var project = Path.Combine(clone.FullName, "lib", name, $"{name}.csproj");
        return sources.All(Directory.Exists) && File.Exists(project)
            ? new(project, configuration.Name, sources, [Path.Combine(program, "Workbench.dll")])
            : null;
    }
}
