using System.Runtime.ExceptionServices;

namespace Workbench.Foundation;

/// <summary>
/// What long work needs beside its subject: threads, who is told how far it is, and what stops it. None of it changes a result.
/// One value goes through everything that can take longer than a blink; the token is looked at at least every 0.2 s, and what was
/// finished is kept.
/// </summary>
public sealed record Work
{
    /// <summary>One thread, nobody told; stopped by the stop button of the notebook whose cell calls, where one does.</summary>
    public static Work Default => new() { Token = StopButton.Token };

    /// <summary>As <see cref="Default"/>, but with a thread for every processor.</summary>
    public static Work OnAllProcessors => Default with { Threads = Environment.ProcessorCount };

    /// <summary>The most threads that work may be given: more than any machine has use for, and fewer than it can start.</summary>
    public static int MostThreads => Math.Max(1024, Environment.ProcessorCount);

    /// <summary>Threads to work on, 1 to <see cref="MostThreads"/>; results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above <see cref="MostThreads"/>.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostThreads);
            field = value;
        }
    } = 1;

    /// <summary>Told how far the work is, from any thread; null for nobody.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Token { get; init; }

    /// <summary>Tells how far the work is.</summary>
    public void Report(WorkProgress progress) => Progress?.Report(progress);

    /// <summary>Ends the work if it was stopped.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public void ThrowIfStopped() => Token.ThrowIfCancellationRequested();

    /// <summary>One item after the other, as long as the work is not stopped.</summary>
    internal IEnumerable<T> Each<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            ThrowIfStopped();
            yield return item;
        }
    }

    /// <summary>What loops on several threads ask for.</summary>
    internal ParallelOptions LoopOptions => new() { MaxDegreeOfParallelism = Threads, CancellationToken = Token };

    /// <summary>
    /// Does something on a thread of its own. Whoever interrupts the calling thread (<see cref="Thread.Interrupt"/>) thereby stops it as
    /// the token does: it saves what is to be saved, and only then the calling thread ends with the exception.
    /// </summary>
    /// <param name="body">What is done, with this work or one that is stopped in either way.</param>
    internal T Apart<T>(Func<Work, T> body)
    {
        using var heeding = Heed();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var inner = this with { Token = stop.Token };
        var task = Task.Factory.StartNew(() => body(inner), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        ThreadInterruptedException? interruption = null;
        while (!task.IsCompleted)
        {
            try
            {
                Task.WaitAny(task);
            }
            catch (ThreadInterruptedException broken)
            {
                interruption = broken;
                stop.Cancel();
            }
        }
        if (interruption is not null)
            ExceptionDispatchInfo.Throw(interruption);
        return task.GetAwaiter().GetResult();
    }

    /// <summary><see cref="StopButton.Heed"/>, where a notebook's button is what stops this work.</summary>
    internal IDisposable? Heed() => Token.CanBeCanceled && Token == StopButton.Token ? StopButton.Heed() : null;
}
