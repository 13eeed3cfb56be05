using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Workbench.Kernel.Packages;

/// <summary>Runs .NET's own program, which leaves nothing running.</summary>
internal static class DotnetProcess
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Runs it to its end.</summary>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="waiting">Told every second for how many already.</param>
    /// <param name="token">Ends it, with all that it has started.</param>
    /// <returns>Its exit code and what it said, in English, a line a message.</returns>
    /// <exception cref="NotebookException">There is none, or it cannot be started.</exception>
    public static (int ExitCode, string Said) Run(string folder, IEnumerable<string> arguments, Action<int> waiting,
        CancellationToken token)
    {
        var said = new StringBuilder();
        using var process = Start(folder, arguments, line =>
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
        var text = $"{said}";
        return text.Contains("No .NET SDKs were found", StringComparison.Ordinal)
            ? throw new NotebookException($"The program dotnet on the PATH has no SDK. {DotnetProgram.Remedy}")
            : (process.ExitCode, text);
    }

    private static Process Start(string folder, IEnumerable<string> arguments, Action<string> hear)
    {
        var program = DotnetProgram.Find(Environment.GetEnvironmentVariable("PATH"), Environment.ProcessPath);
        var start = new ProcessStartInfo(program, arguments)
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
}
