using System.Diagnostics;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>Programs that drive the kernel from the outside.</summary>
public static class ClientProcess
{
    /// <summary>Runs one to its end.</summary>
    /// <param name="program">Python or Node.</param>
    /// <param name="environment">Variables, above all those of <see cref="InstalledKernel"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is what it complained of.</exception>
    public static string Run(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var result = WorkbenchProcess.Finish(Start(program, environment, arguments));
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException(result.Output + result.Error);
    }

    /// <summary>Starts one and does not wait.</summary>
    public static Process Start(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
