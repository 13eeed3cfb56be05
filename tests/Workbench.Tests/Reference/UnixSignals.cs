using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workbench.Tests.Reference;

/// <summary>Signals of Unix to the processes that tests start.</summary>
public static class UnixSignals
{
    /// <summary>What Ctrl-C sends.</summary>
    public const int Interrupt = 2;

    /// <summary>What asks a process to end.</summary>
    public const int Terminate = 15;

    private const nint Default = 0, Ignored = 1;

    /// <summary>Skips the test where there are none.</summary>
    public static void Require() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are those of Unix.");

    /// <summary>Sends a signal.</summary>
    public static void Send(Process process, int signal = Interrupt) => Assert.Equal(0, Kill(process.Id, signal));

    /// <summary>
    /// Lets what this process starts hear <see cref="Interrupt"/>: a shell has what it starts in the background, and all that is started
    /// by it, ignore that.
    /// </summary>
    public static void HearInterrupt()
    {
        if (!OperatingSystem.IsWindows() && Handle(Interrupt, Default) is var before && before != Ignored)
            Handle(Interrupt, before);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "signal")]
    private static extern nint Handle(int signal, nint handler);
}
