using System.Runtime.InteropServices;

namespace Workbench.Kernel.Jupyter;

/// <summary>The front end that started the kernel: when it dies without a word, nobody can end the kernel any more.</summary>
internal static partial class ParentProcess
{
    private const string HandleVariable = "JPY_PARENT_PID"; // on Windows, Jupyter hands down a handle of itself
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Calls back when the parent has ended.</summary>
    public static void Watch(Action ended)
    {
        Action? wait = OperatingSystem.IsWindows() ? HandleOfParent() : WhileParentIs(ParentId());
        if (wait is not null)
            new Thread(() =>
            {
                wait();
                ended();
            })
            { IsBackground = true, Name = "parent" }.Start();
    }

    // An orphan gets another parent.
    private static Action WhileParentIs(int parent) => () =>
    {
        while (ParentId() == parent)
            Thread.Sleep(Interval);
    };

    private static Action? HandleOfParent()
    {
        if (!nint.TryParse(Environment.GetEnvironmentVariable(HandleVariable), out var handle))
            return null;
        var process = new EventWaitHandle(false, EventResetMode.ManualReset) { SafeWaitHandle = new(handle, ownsHandle: false) };
        return () => process.WaitOne();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();
}
