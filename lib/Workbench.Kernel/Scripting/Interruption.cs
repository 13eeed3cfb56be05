using Workbench.Kernel.Output;

namespace Workbench.Kernel.Scripting;

/// <summary>Called by the loops of cells; see <see cref="LoopChecks"/>.</summary>
public static class Interruption
{
    /// <summary>Cells of this process that were told to stop and have not ended: zero costs a loop one read.</summary>
    private static int stopping;

    /// <summary>Ends the calling cell if it was interrupted.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public static void Check()
    {
        if (Volatile.Read(ref stopping) > 0)
            CellContext.Current?.Token.ThrowIfCancellationRequested();
    }

    internal static void Begin() => Interlocked.Increment(ref stopping);

    internal static void End() => Interlocked.Decrement(ref stopping);
}
