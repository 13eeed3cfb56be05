using System.Runtime.ExceptionServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// Threads that stay, for loops of a few microseconds. Which thread does which item is left to chance; items must not depend on it.
/// A thread without work looks for some for a moment, then sleeps. One loop at a time: neither nested nor called by several threads.
/// </summary>
internal sealed class Workers : IDisposable
{
    /// <summary>
    /// Looks for work before a thread sleeps: some tens of microseconds, longer than the gaps between the loops of a step.
    /// </summary>
    private const int SpinCount = 200;

    private readonly Thread[] threads;
    private readonly object gate = new();
    private Action<int> body = _ => { };
    private Exception? failure;
    // Upper half: number of the loop, lower half: items not yet taken; together, so that no one takes an item of the wrong loop.
    private long state;
    private int unfinished;
    private int sleeping;
    private volatile bool disposed;

    /// <summary>Starts the threads.</summary>
    /// <param name="threadCount">Threads in all, the caller's included; at least 1.</param>
    public Workers(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        threads = new Thread[threadCount - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i] = new(Serve) { IsBackground = true, Name = $"worker {i + 1}" };
            threads[i].Start();
        }
    }

    /// <summary>Calls <paramref name="item"/> for 0 to <paramref name="count"/> - 1, in any order, and returns when all are done.</summary>
    /// <param name="count">Number of items.</param>
    /// <param name="item">The work; its first exception is thrown here. Keep the delegate: making one allocates.</param>
    public void For(int count, Action<int> item)
    {
        if (threads.Length == 0 || count <= 1)
        {
            for (var i = 0; i < count; i++)
                item(i);
            return;
        }
        body = item;
        failure = null;
        unfinished = count;
        Volatile.Write(ref state, ((state >> 32) + 1 << 32) | (uint)count);
        Interlocked.MemoryBarrier(); // a thread that goes to sleep counts itself first and looks at the state again afterwards
        if (Volatile.Read(ref sleeping) > 0)
            lock (gate)
                Monitor.PulseAll(gate);
        TakeItems();
        for (var wait = new SpinWait(); Volatile.Read(ref unfinished) > 0;)
            wait.SpinOnce(sleep1Threshold: -1);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        disposed = true;
        lock (gate)
            Monitor.PulseAll(gate);
        foreach (var thread in threads)
            thread.Join();
    }

    private bool HasItems => (uint)Volatile.Read(ref state) > 0;

    private void Serve()
    {
        while (!disposed)
        {
            for (var i = 0; i < SpinCount && !HasItems && !disposed; i++)
                Thread.SpinWait(8);
            if (!HasItems)
                Sleep();
            TakeItems();
        }
    }

    private void Sleep()
    {
        lock (gate)
        {
            Interlocked.Increment(ref sleeping);
            while (!HasItems && !disposed)
                Monitor.Wait(gate);
            Interlocked.Decrement(ref sleeping);
        }
    }

    private void TakeItems()
    {
        for (var seen = Volatile.Read(ref state); (uint)seen > 0; seen = Volatile.Read(ref state))
        {
            if (Interlocked.CompareExchange(ref state, seen - 1, seen) != seen)
                continue;
            try
            {
                body((int)((uint)seen - 1));
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, error, null);
            }
            Interlocked.Decrement(ref unfinished);
        }
    }
}
