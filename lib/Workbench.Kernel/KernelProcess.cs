using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Workbench.Kernel;

/// <summary>
/// A process that does nothing but run the cells of a notebook: it and the processes that its cells start are a group of the system's, and
/// end together. On Linux and macOS; elsewhere what a cell has started runs on.
/// </summary>
public static partial class KernelProcess
{
    private const int Terminate = 15, Kill = 9;
    private const nint Ignored = 1;

    /// <summary>Makes this process the first of its group, so that Ctrl-C in a terminal reaches it only through who started it.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetGroup(0, 0); // who has begun a session is the first of its group already, and may not
    }

    /// <summary>Ends this process with all threads and processes that cells have left behind.</summary>
    /// <param name="exitCode">Its exit code.</param>
    [DoesNotReturn]
    public static void End(int exitCode)
    {
        if (!OperatingSystem.IsWindows() && Group() == Environment.ProcessId)
        {
            Signal(Terminate, Ignored);
            _ = Send(0, Terminate);
        }
        Environment.Exit(exitCode);
    }

    /// <summary>Ends the processes that are left of the group of one that has ended.</summary>
    /// <param name="processId">The first of the group.</param>
    internal static void EndGroup(int processId)
    {
        if (!OperatingSystem.IsWindows())
            _ = Send(-processId, Kill);
    }

    [LibraryImport("libc", EntryPoint = "setpgid")]
    private static partial int SetGroup(int process, int group);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int Group();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
