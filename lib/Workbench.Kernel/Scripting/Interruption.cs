using Workbench.Kernel.Output;

namespace Workbench.Kernel.Scripting;

/// <summary>Called by the loops and awaits of cells.</summary>
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

    /// <summary>The task, as one that ends when the calling cell is interrupted.</summary>
    /// <param name="task">What is awaited.</param>
    public static Task Stoppable(Task task) => task.WaitAsync(CellFunctions.CancellationToken);

    /// <inheritdoc cref="Stoppable(Task)"/>
    public static Task<T> Stoppable<T>(Task<T> task) => task.WaitAsync(CellFunctions.CancellationToken);

    /// <inheritdoc cref="Stoppable(Task)"/>
    public static Task Stoppable(ValueTask task) => Stoppable(task.AsTask());

    /// <inheritdoc cref="Stoppable(Task)"/>
    public static Task<T> Stoppable<T>(ValueTask<T> task) => Stoppable(task.AsTask());

    /// <summary>What is awaited and is no task, as it is.</summary>
    /// <param name="awaitable">Anything with an awaiter.</param>
    public static T Stoppable<T>(T awaitable) => awaitable;

    internal static void Begin() => Interlocked.Increment(ref stopping);

    internal static void End() => Interlocked.Decrement(ref stopping);
}
