using System.Diagnostics;
using System.IO.Compression;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Packages;

/// <summary>
/// The packages as <c>dotnet pack</c> makes them, in a folder that is the only feed of the tool; whoever installs from it has caches of
/// packages and a data folder of the tests' own.
/// </summary>
public sealed class PackedWorkbench : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Lazy<string> feed, tool, machinePackages;

    public PackedWorkbench()
    {
        feed = new(Pack);
        tool = new(Install);
        machinePackages = new(() =>
            Succeed(AsItsUser("nuget", "locals", "global-packages", "--list", "--force-english-output")).Split(": ", 2)[1].Trim());
    }

    /// <summary>The folder of the packages; skips the test where this machine cannot make them.</summary>
    public string Feed => feed.Value;

    /// <summary>The program that <c>dotnet tool install</c> laid down.</summary>
    public string Tool => tool.Value;

    /// <summary>The folder that the tool lies in.</summary>
    public string ToolFolder => folder.File("tools");

    /// <summary>The packages that this machine has already: a source that needs no network.</summary>
    public string MachinePackages => machinePackages.Value;

    /// <summary>The packages' version.</summary>
    public string Version =>
        Path.GetFileNameWithoutExtension(Directory.GetFiles(Feed, "Workbench.Cli.*.nupkg").Single())["Workbench.Cli.".Length..];

    /// <summary>A package, opened.</summary>
    public ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.nupkg"));

    /// <summary>A path in the tests' own folder, which lies in no clone.</summary>
    public string File(params string[] parts) => folder.File(parts);

    /// <summary>Runs .NET's own program.</summary>
    public ProcessResult Dotnet(string workingFolder, params string[] arguments) =>
        WorkbenchProcess.Finish(Start("dotnet", workingFolder, arguments));

    /// <summary>Runs the installed tool.</summary>
    /// <returns>What it printed.</returns>
    public string Workbench(string workingFolder, params string[] arguments) =>
        Succeed(WorkbenchProcess.Finish(Start(Tool, workingFolder, arguments)));

    /// <summary>Starts a program and does not wait.</summary>
    public Process Start(string program, string workingFolder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is what it complained of.</exception>
    public static string Succeed(ProcessResult result) =>
        result.ExitCode == 0 ? result.Output : throw new InvalidOperationException(result.Output + result.Error);

    /// <summary>What keeps programs out of the user's folders and leaves none behind.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["WORKBENCH_DATA"] = folder.File("data"),
        ["NUGET_PACKAGES"] = folder.File("packages"),
        ["DOTNET_CLI_HOME"] = folder.File("home"),
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "0",
        ["DOTNET_ADD_GLOBAL_TOOLS_TO_PATH"] = "0",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["NO_COLOR"] = "1",
    };

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    /// <summary>The documented command, but that it builds beside the folders that these tests lie in, which are in use.</summary>
    private string Pack()
    {
        var packages = folder.File("feed");
        var result = AsItsUser("pack", "Workbench.sln", "-c", "Release", "-o", packages, "--artifacts-path", folder.File("artifacts"),
            "-p:RunAnalyzers=false", "--disable-build-servers");
        Assert.SkipWhen(result.Output.Contains("error NU1101", StringComparison.Ordinal) || result.Output.Contains("error NU1301",
            StringComparison.Ordinal), "needs a network, or the packages of the solution in this machine's cache: dotnet restore");
        Succeed(result);
        return packages;
    }

    /// <summary>Runs .NET's own program in the clone, with the packages of whoever runs the tests.</summary>
    private static ProcessResult AsItsUser(params string[] arguments) => WorkbenchProcess.Finish(Process.Start(
        new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
            Environment = { ["DOTNET_NOLOGO"] = "1" },
        })!);

    private string Install()
    {
        Succeed(Dotnet(Path.GetTempPath(), "tool", "install", "Workbench.Cli", "--tool-path", ToolFolder, "--source", Feed));
        return Path.Combine(ToolFolder, OperatingSystem.IsWindows() ? "workbench.exe" : "workbench");
    }
}
