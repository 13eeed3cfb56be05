using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Workbench.Kernel.Editor;

/// <summary>The standard streams of this process, for a protocol that nothing else may disturb.</summary>
public static partial class StandardStreams
{
    /// <summary>
    /// Takes stdin and stdout. Native code, child processes and who else opens them reads nothing from now on, and writes
    /// to stderr.
    /// </summary>
    /// <returns>What were stdin and stdout.</returns>
    public static (Stream Input, Stream Output) Take()
    {
        var taken = (Console.OpenStandardInput(), Output()); // on Unix these are duplicates
        nothing = File.OpenHandle(OperatingSystem.IsWindows() ? "NUL" : "/dev/null");
        if (OperatingSystem.IsWindows())
        {
            Check(SetStdHandle(-10, nothing.DangerousGetHandle()));
            Check(SetStdHandle(-11, GetStdHandle(-12)));
        }
        else
        {
            Check(dup2((int)nothing.DangerousGetHandle(), 0) >= 0);
            Check(dup2(2, 1) >= 0);
        }
        return taken;
    }

    /// <summary>Kept open for as long as the process.</summary>
    private static SafeFileHandle? nothing;

    /// <summary>
    /// Not the console's own stream on Unix: to write to that waits for whoever writes to the console, and a cell that does so waits for
    /// its text to be sent.
    /// </summary>
    private static Stream Output() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(dup(1), ownsHandle: true), FileAccess.Write, bufferSize: 0);

    private static void Check(bool succeeded)
    {
        if (!succeeded)
            throw new IOException($"The standard streams cannot be taken: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

#pragma warning disable IDE1006, SYSLIB1054 // the system's name
    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup2(int from, int to);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup(int from);
#pragma warning restore

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStdHandle(int stream, nint handle);

    [LibraryImport("kernel32")]
    private static partial nint GetStdHandle(int stream);
}
