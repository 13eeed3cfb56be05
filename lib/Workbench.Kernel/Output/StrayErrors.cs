using System.Runtime.ExceptionServices;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Output;

/// <summary>
/// An exception that nobody catches on a thread that a cell started would end the process and with it the notebook:
/// it ends that thread alone, and the cell's error stream says so.
/// </summary>
internal static class StrayErrors
{
    static StrayErrors() => ExceptionHandling.SetUnhandledExceptionHandler(static error =>
    {
        Console.Error.WriteLine("A thread ended with " + string.Join('\n', CellErrors.Exception(error, "").Traceback));
        return true;
    });

    /// <summary>From now on, until the process ends.</summary>
    public static void Keep() { }
}
