using System.Diagnostics;

namespace Workbench.Foundation;

/// <summary>
/// Measures how long a work has taken and, by what is told of it, how long it still takes. Not for several threads at once.
/// </summary>
internal sealed class WorkClock
{
    private string? task;
    private long began, doneBefore;

    /// <summary>How long the task under way has taken since it was first told of.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(began);

    /// <summary>
    /// How long it still takes at its pace so far; null while there is none. What was done before the first report tells of no pace.
    /// </summary>
    public TimeSpan? Left { get; private set; }

    /// <summary><see cref="Left"/> behind a comma; empty while there is none.</summary>
    public string LeftInWords => Left is { } left ? FormattableString.Invariant($", {left:h\\:mm\\:ss} left") : "";

    /// <summary>Hears how far the work is.</summary>
    /// <returns>Whether another task begins with it.</returns>
    public bool Hear(WorkProgress progress)
    {
        var isNew = progress.Task != task;
        if (isNew)
            (task, began, doneBefore) = (progress.Task, Stopwatch.GetTimestamp(), progress.Done);
        Left = progress.Done > doneBefore ? Elapsed * ((double)(progress.Total - progress.Done) / (progress.Done - doneBefore)) : null;
        return isNew;
    }
}
