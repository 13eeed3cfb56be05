using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Packages;

/// <summary>Asks NuGet for packages, by <c>dotnet restore</c> of a project that is made for it.</summary>
internal static class PackageRestore
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="packages">What is asked for.</param>
    /// <param name="sources">Feeds beside those that the user has chosen.</param>
    /// <param name="baseDirectory">The notebook's folder.</param>
    /// <param name="waiting">Told every second for how many already.</param>
    /// <param name="token">Ends the process that asks, with all that it has started.</param>
    /// <exception cref="NotebookException">It cannot be asked.</exception>
    public static RestoreAnswer Run(IEnumerable<PackageRequest> packages, IEnumerable<PackageSource> sources, string baseDirectory,
        Action<int> waiting, CancellationToken token)
    {
        using var folder = OwnedFolder.Create();
        RestoreProject.Write(folder.Path, packages, sources, baseDirectory);
        var said = new StringBuilder();
        using var process = Start(folder.Path, line =>
        {
            lock (said)
                said.Append(line).Append('\n');
        });
        try
        {
            var ended = process.WaitForExitAsync(CancellationToken.None);
            for (var seconds = 1; !ended.Wait(Beat, token); seconds++)
                waiting(seconds);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        var assets = Path.Combine(folder.Path, "obj", "project.assets.json");
        return File.Exists(assets) ? RestoreAnswer.Read(assets) : throw new NotebookException(WithoutAnswer($"{said}"));
    }

    private static Process Start(string folder, Action<string> hear)
    {
        var program = DotnetProgram.Find(Environment.GetEnvironmentVariable("PATH"), Environment.ProcessPath);
        var start = new ProcessStartInfo(program, ["restore", RestoreProject.FileName, "--ignore-failed-sources", "-v", "q", "-nologo"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true, // that of this process is the editor's
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1"; // nothing is left running
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en"; // what it says is read
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0"; // it ends before that pays
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.OutputDataReceived += (_, line) => hear(line.Data ?? "");
            process.ErrorDataReceived += (_, line) => hear(line.Data ?? "");
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception error)
        {
            throw new NotebookException($"{program} cannot be started: {error.Message}", error);
        }
    }

    private static string WithoutAnswer(string said)
    {
        if (said.Contains("No .NET SDKs were found", StringComparison.Ordinal))
            return $"The program dotnet on the PATH has no SDK. {DotnetProgram.Remedy}";
        string[] lines = [.. said.Split('\n').Where(line => line.Length > 0)];
        return "dotnet restore gave no answer: "
            + (lines.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? string.Join(' ', lines.Take(3)));
    }
}
