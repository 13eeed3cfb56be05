using System.Diagnostics;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>Programs that others wrote and that drive our kernel, where they are installed.</summary>
public static class FrontEnds
{
    /// <summary>What installs them all.</summary>
    public const string Remedy = "run environment/install-jupyter.sh";

    private static readonly Lazy<string?> InstalledPython = new(() => PythonWith("nbclient, nbconvert, jupyter_client, notebook"));

    /// <summary>A Python that has Jupyter's packages; null if there is none.</summary>
    public static string? Python => InstalledPython.Value;

    /// <summary>Node's packages; null if they are not installed.</summary>
    public static string? NodeModules => NodeModulesWith("zeromq", "playwright-core");

    /// <summary>The folder of Node's packages; null without Node, or if one of these is not installed.</summary>
    public static string? NodeModulesWith(params string[] packages)
    {
        var folder = Path.Combine(Repository.Root, "environment", "references", "node_modules");
        return packages.All(package => Directory.Exists(Path.Combine(folder, package))) && Succeeds("node", "--version") ? folder : null;
    }

    /// <summary>Chromium or Chrome; null if neither is installed.</summary>
    public static string? Browser =>
        new[] { "/usr/bin/chromium", "/usr/bin/google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" }
            .FirstOrDefault(File.Exists);

    /// <summary>A Python that has the modules, separated by commas; null if there is none.</summary>
    public static string? PythonWith(string modules) =>
        new[] { "python3", "/usr/bin/python3", "python" }.FirstOrDefault(program => Succeeds(program, "-c", $"import {modules}"));

    /// <summary>The path of a program of <c>tests/clients</c>.</summary>
    public static string Program(string name) => Path.Combine(Repository.Root, "tests", "clients", name);

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception) // there is no such program
        {
            return false;
        }
    }
}
