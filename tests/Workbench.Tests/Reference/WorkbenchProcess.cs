using System.Diagnostics;

namespace Workbench.Tests.Reference;

/// <summary>Runs the <c>workbench</c> command as users do: a process of its own, with a data folder of the test's own.</summary>
public static class WorkbenchProcess
{
    static WorkbenchProcess() => UnixSignals.HearInterrupt();

    /// <summary>Runs to the end.</summary>
    /// <param name="dataFolder">What <c>WORKBENCH_DATA</c> is set to.</param>
    /// <param name="arguments">The command line.</param>
    public static ProcessResult Run(string dataFolder, params string[] arguments) => Finish(Start(dataFolder, arguments));

    /// <summary>Runs to the end, in a folder of the caller's choice.</summary>
    public static ProcessResult RunIn(string workingFolder, string dataFolder, params string[] arguments) =>
        Finish(Start(workingFolder, dataFolder, arguments));

    /// <summary>Runs to the end, with one more variable of the environment.</summary>
    public static ProcessResult RunWith((string Name, string Value) variable, string dataFolder, params string[] arguments) =>
        Finish(Start(Repository.Root, dataFolder, arguments, variable));

    /// <summary>Starts and does not wait; end with <see cref="Finish"/>.</summary>
    public static Process Start(string dataFolder, params string[] arguments) => Start(Repository.Root, dataFolder, arguments);

    private static Process Start(string workingFolder, string dataFolder, string[] arguments, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Workbench.Cli.CommandRunner).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
            Environment = { ["WORKBENCH_DATA"] = dataFolder, ["NO_COLOR"] = "1" },
        };
        if (variable is (var name, var value))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end and takes what was printed.</summary>
    public static ProcessResult Finish(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new(process.ExitCode, output, error.Result);
        }
    }
}
