using System.CommandLine;
using System.Runtime.InteropServices;
using Workbench.Foundation;
using Workbench.Kernel;

namespace Workbench.Cli;

/// <summary>Runs a command line and turns how it ended into an exit code and a message on stderr.</summary>
internal static class CommandRunner
{
    public const int Done = 0, Failed = 1, WrongUsage = 2, Stopped = 130;

    public static async Task<int> RunAsync(Command root, string[] args)
    {
        ShownWriter.Guard();
        var parsed = root.Parse(args);
        if (UsageError.Of(parsed) is { } wrong)
            return Say(wrong, WrongUsage);
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOnce);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOnce);
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (InvalidSpecException error)
        {
            return Say(error.Message, WrongUsage);
        }
        catch (Exception error) when (error is WorkbenchException or NotebookException)
        {
            return Say(error.Message, Failed);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Say(
                $"{error.Message} Check that the place is there, may be written and has room; "
                + $"{DataFolder.Variable} names another for what is kept.", Failed);
        }
        catch (OperationCanceledException)
        {
            return Say("Stopped. What was done is kept: the same command goes on from there.", Stopped);
        }

        // The first Ctrl-C lets the command keep what is done; the second ends the process.
        void StopOnce(PosixSignalContext signal)
        {
            signal.Cancel |= !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private static int Say(string message, int exitCode)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
