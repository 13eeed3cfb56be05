using System.ComponentModel;
using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Cli.Clusters;

/// <summary>Programs by which clusters are spoken to.</summary>
internal static class ClusterProgram
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">The program, which is looked for on PATH, and its arguments.</param>
    /// <param name="token">What stops the waiting; the program is killed.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="WorkbenchException">It is not there, or failed.</exception>
    public static string Run(string[] command, CancellationToken token)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var kill = token.Register(process.Kill);
            var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            token.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? printed : throw new WorkbenchException($"{command[0]} failed: "
                + (said.GetAwaiter().GetResult().Trim() is { Length: > 0 } reason ? reason : $"exit code {process.ExitCode}"));
        }
        catch (Win32Exception error)
        {
            throw new WorkbenchException($"{command[0]} cannot be started ({error.Message}): this machine is none from which the "
                + "cluster takes jobs. Log in to one that is; environment/slurm/start-local.sh makes a Slurm of one machine.", error);
        }
    }
}
