namespace Workbench.Foundation;

/// <summary>
/// What long work needs beside its subject: threads, who is told how far it is, and what stops it. None of it changes a result.
/// One value goes through everything that can take longer than a blink; the token is looked at at least every 0.2 s, and what was
/// finished is kept.
/// </summary>
public sealed record Work
{
    /// <summary>One thread, nobody told, never stopped.</summary>
    public static Work Default { get; } = new();

    /// <summary>Threads to work on, at least 1; results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
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
}
