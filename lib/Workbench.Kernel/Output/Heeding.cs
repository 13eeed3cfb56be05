namespace Workbench.Kernel.Output;

/// <summary>
/// Whether the thread of a cell is inside code that looks at the cell's token by itself, as that code says. Such code is never interrupted
/// by force: it ends soon, and saves first what is done.
/// </summary>
/// <param name="token">Stops the cell.</param>
internal sealed class Heeding(CancellationToken token)
{
    private readonly Lock gate = new();
    private Thread? thread;
    private int depth;

    /// <summary>Makes the calling thread the cell's.</summary>
    public void Begin() => thread = Thread.CurrentThread;

    /// <summary>The calling thread looks at the token from now on, until the result is disposed of.</summary>
    /// <returns>Null on another thread than the cell's: no other is interrupted.</returns>
    /// <exception cref="OperationCanceledException">The cell was stopped before.</exception>
    public IDisposable? Enter()
    {
        if (Thread.CurrentThread != thread)
            return null;
        lock (gate)
        {
            if (depth == 0)
                token.ThrowIfCancellationRequested(); // it may have been interrupted by force already
            depth++;
        }
        return new Scope(this);
    }

    /// <summary>Wakes the cell's thread by force, if it does not look at the token.</summary>
    /// <returns>Whether it does not.</returns>
    public bool Interrupt()
    {
        lock (gate)
        {
            if (depth == 0)
                thread?.Interrupt();
            return depth == 0;
        }
    }

    private sealed class Scope(Heeding heeding) : IDisposable
    {
        public void Dispose()
        {
            lock (heeding.gate)
                heeding.depth--;
        }
    }
}
