using Workbench.Kernel.Output;

namespace Workbench.Kernel.Scripting;

/// <summary>
/// Runs a cell on a thread of its own and stops it when its token says so: the loops and awaits of the cell look at the
/// token, a waiting thread is woken by <see cref="Thread.Interrupt"/>. Library code that says that it looks at the token
/// (<see cref="Heeding"/>) is waited for. Code that computes on, and code on other threads, stops only if it was given the token; after a
/// time of grace it is abandoned.
/// </summary>
internal static class CellThread
{
    public const int StackBytes = 16 << 20; // deep recursion is usual in exploratory code, and a stack overflow ends the process
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs the body to its end, or until it is stopped or given up.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="cell">What the code finds around itself; its token stops it.</param>
    /// <param name="body">The cell.</param>
    /// <returns>How it ended, and what it threw.</returns>
    public static (CellOutcome Outcome, Exception? Thrown) Run(string name, CellContext cell, Action body)
    {
        Exception? thrown = null;
        var ended = new ManualResetEventSlim(); // not disposed: an abandoned cell sets it late
        var thread = new Thread(() =>
        {
            cell.Enter();
            try
            {
                body();
            }
            catch (Exception error)
            {
                thrown = error;
            }
            ended.Set();
        }, StackBytes)
        { IsBackground = true, Name = name };
        thread.Start();
        try
        {
            ended.Wait(cell.Token);
        }
        catch (OperationCanceledException)
        {
            Interruption.Begin();
            if (!Stop(cell.Heeding, ended))
                return (CellOutcome.Abandoned, null); // Interruption stays begun, for its loops
            Interruption.End();
        }
        finally
        {
            cell.Leave();
        }
        if (thrown is null)
            return (CellOutcome.Completed, null);
        return (cell.Token.IsCancellationRequested ? CellOutcome.Interrupted : CellOutcome.Failed, thrown);
    }

    private static bool Stop(Heeding heeding, ManualResetEventSlim ended)
    {
        var limit = DateTime.UtcNow + Grace;
        for (var wait = Patience; DateTime.UtcNow < limit; wait = Patience / 4)
        {
            if (ended.Wait(wait))
                return true;
            if (!heeding.Interrupt())
                limit = DateTime.UtcNow + Grace; // counts from where it no longer looks at the token
        }
        return ended.IsSet;
    }
}
