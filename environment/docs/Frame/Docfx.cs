using System.Diagnostics;

namespace Workbench.Docs.Frame;

/// <summary>docfx, a tool of .NET that the clone pins: the API from the compiled code and its comments, and Markdown to HTML.</summary>
internal static class Docfx
{
    /// <summary>Describes the API and builds the site. What docfx warns of is an error.</summary>
    public static void Run(DocsFolders folders)
    {
        if (Directory.Exists(folders.Site))
            Directory.Delete(folders.Site, recursive: true);
        Dotnet(folders.Written, "tool", "restore", "--tool-manifest", Path.Combine(folders.Written, "dotnet-tools.json"));
        Dotnet(folders.Written, "tool", "run", "docfx", "--", "metadata", "docfx.json", "--warningsAsErrors");
        Dotnet(folders.Written, "tool", "run", "docfx", "--", "build", "docfx.json", "--warningsAsErrors");
    }

    private static void Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new DocsException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}{error.Result}");
    }
}
