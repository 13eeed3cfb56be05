using System.Globalization;

namespace Workbench.Kernel.Running;

/// <summary>Why a process ended, as its exit code tells.</summary>
internal static class ProcessEnd
{
    private const int Signal = 128; // on Unix, the exit code of a process that a signal ended is this and the signal

    private const string Aborted = "recursion without an end, Environment.FailFast or native code that failed does that";
    private const string Crashed = "native code that it called crashed";

    /// <summary>What the reader of the notebook is told.</summary>
    public static string Words(int exitCode) => exitCode switch
    {
        Signal + 6 or Signal + 5 => $"the cell aborted its process: {Aborted}",
        Signal + 7 or Signal + 11 or unchecked((int)0xC0000005) => $"the process of the cell broke down: {Crashed}",
        Signal + 9 => "the process of the cell was killed, as the system does when memory runs out",
        unchecked((int)0xC00000FD) => "the cell overflowed the stack of its process: look for recursion without an end",
        unchecked((int)0x80131623) => "the cell aborted its process, as Environment.FailFast does",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"the cell ended its process with exit code {exitCode}, as Environment.Exit does; leave that to the end of the notebook"),
    };
}
