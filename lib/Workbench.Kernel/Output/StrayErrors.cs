using System.Runtime.ExceptionServices;
using Workbench.Kernel.Errors;

namespace Workbench.Kernel.Output;

/// <summary>
/// An exception that nobody catches on a thread that a cell started would end the process and with it the notebook:
/// it ends that thread alone, the cell's error stream says so, and a run without a front end fails.
/// </summary>
internal static class StrayErrors
{
    static StrayErrors() => ExceptionHandling.SetUnhandledExceptionHandler(static error =>
    {
        var cell = CellContext.Current;
        var told = CellErrors.Exception(error, cell?.Name ?? "");
        Console.Error.WriteLine("A thread ended with " + string.Join('\n', told.Traceback));
        (cell?.Sink as IStrayErrorSink)?.Stray(told);
        return true;
    });

    /// <summary>From now on, until the process ends.</summary>
    public static void Keep() { }
}
