using System.Text.Json.Nodes;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Interactive;

/// <summary>
/// The tool of .NET Interactive as clients of Jupyter find it, with kernels and data in a folder of the tests' own.
/// </summary>
public sealed class InteractiveTool : IDisposable
{
    /// <summary>The name of its kernel of C#, which the shipped notebooks have too.</summary>
    public const string Kernel = ".net-csharp";

    private readonly TempFolder folder = new();
    private readonly Lazy<IReadOnlyDictionary<string, string>> environment;

    public InteractiveTool() => environment = new(Install);

    /// <summary>The program; skips the test where it is not installed.</summary>
    public static string Program
    {
        get
        {
            var name = OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive";
            var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
            var program = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .Append(Path.Combine(home, ".dotnet", "tools")).Select(place => Path.Combine(place, name))
                .FirstOrDefault(System.IO.File.Exists);
            Assert.SkipWhen(program is null,
                "needs the tool of .NET Interactive; run environment/install-interactive.sh (on Windows .ps1)");
            return program!;
        }
    }

    /// <summary>A cell that loads the extension from where it was built.</summary>
    public static string Load => $"{Reference("Workbench.Interactive")}\nawait Workbench.Interactive.LabExtension.LoadAsync();";

    /// <summary>A line that brings a library as this build has made it.</summary>
    /// <param name="project">Its project.</param>
    /// <param name="library">The library; that of the project if null.</param>
    public static string Reference(string project, string? library = null) => "#r \"" + Path.Combine(Repository.Root, "lib", project,
        Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Workbench.Tests"), AppContext.BaseDirectory),
        $"{library ?? project}.dll").Replace('\\', '/') + "\"";

    /// <summary>Variables that have Jupyter's programs find its kernels, and keep everything out of the user's folders.</summary>
    public IReadOnlyDictionary<string, string> Environment => environment.Value;

    /// <summary>A path in the tests' own folder.</summary>
    public string File(params string[] parts) => folder.File(parts);

    /// <summary>Starts a kernel through jupyter_client; skips the test where one of the two is not installed.</summary>
    /// <param name="variables">More variables.</param>
    public JupyterBridge Start(params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in variables)
            environment[name] = value;
        return new(InstalledKernel.Python(), Kernel, environment, folder.Path);
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private Dictionary<string, string> Install()
    {
        var kernels = Directory.CreateDirectory(folder.File("share", "jupyter", "kernels")).FullName;
        var environment = new Dictionary<string, string>
        {
            ["JUPYTER_PATH"] = folder.File("share", "jupyter"),
            ["JUPYTER_CONFIG_DIR"] = folder.File("config"),
            ["JUPYTER_DATA_DIR"] = folder.File("user"),
            ["JUPYTER_RUNTIME_DIR"] = folder.File("runtime"),
            ["WORKBENCH_DATA"] = folder.File("data"),
            ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
        };
        ClientProcess.Run(Program, environment, "jupyter", "install", "--path", kernels);
        foreach (var file in Directory.GetFiles(kernels, "kernel.json", SearchOption.AllDirectories))
            StartTheToolItself(file);
        return environment;
    }

    /// <summary>Started as <c>dotnet interactive</c>, a kernel is a child of the process that a client ends, and outlives it.</summary>
    private static void StartTheToolItself(string kernelSpec)
    {
        var spec = JsonNode.Parse(System.IO.File.ReadAllText(kernelSpec))!;
        var words = spec["argv"]!.AsArray().Select(word => (string)word!).ToArray();
        Assert.Equal(["dotnet", "interactive"], words[..2]);
        spec["argv"] = new JsonArray([Program, .. words[2..]]);
        System.IO.File.WriteAllText(kernelSpec, spec.ToJsonString());
    }
}
