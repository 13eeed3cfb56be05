using System.Collections.Immutable;
using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Notebook;

/// <summary>
/// How far long work is: among the outputs of a notebook a display that is updated, elsewhere a line on stderr that rewrites itself. Both
/// stay as one line a task. Work of less than a second says nothing. Told from any thread.
/// </summary>
internal sealed class WorkBar(TimeSpan patience) : IProgress<WorkProgress>
{
    private const int Width = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly WorkClock clock = new();
    private ImmutableArray<string> over = [];
    private Action<object>? update;
    private WorkProgress? latest;
    private bool isShown;
    private long shownAt;
    private int shownLength;

    /// <summary>
    /// Does something on all processors with the line shown while it lasts; then the line says what was done and how long it took. The
    /// notebook's stop button stops it.
    /// </summary>
    /// <param name="body">What is done. It looks at the token: nothing breaks it by force.</param>
    /// <param name="patience">How long it may take unseen; a second if null.</param>
    public static T During<T>(Func<Work, T> body, TimeSpan? patience = null)
    {
        var bar = new WorkBar(patience ?? Patience);
        var work = Work.OnAllProcessors with { Progress = bar };
        using var heeding = work.Heed();
        try
        {
            return body(work);
        }
        finally
        {
            lock (bar.gate)
                bar.End(work.Token.IsCancellationRequested);
        }
    }

    public void Report(WorkProgress value)
    {
        lock (gate) // several threads report, and out of order
        {
            if (value is WorkNotice { Text: var text })
            {
                End();
                Keep(text);
                return;
            }
            if (value.Task != latest?.Task)
                End();
            else if (value.Done < latest.Done)
                return;
            latest = value;
            clock.Hear(value);
            if (clock.Elapsed < patience || Stopwatch.GetElapsedTime(shownAt) < Pause)
                return;
            (isShown, shownAt) = (true, Stopwatch.GetTimestamp());
            var share = Math.Clamp((double)value.Done / Math.Max(1, value.Total), 0, 1);
            var state = $"{value.Amount}{(value.Detail is null ? "" : ", " + value.Detail)}{clock.LeftInWords}";
            if (TryShow($"{value.Task} {state}", share))
                return;
            var full = (int)(Width * share);
            Write($"{value.Task} {new string('█', full)}{new string('░', Width - full)} {state}");
        }
    }

    private void End(bool isStopped = false)
    {
        if (isShown)
        {
            var stopped = isStopped && latest!.Done < latest.Total ? "stopped after " : "";
            Keep(FormattableString.Invariant($"{latest!.Task} {latest.Outcome}, {stopped}{clock.Elapsed:h\\:mm\\:ss}"));
        }
        (isShown, shownAt) = (false, 0);
    }

    private void Keep(string line)
    {
        over = over.Add(line);
        if (TryShow())
            return;
        Write(line);
        Console.Error.WriteLine();
        shownLength = 0;
    }

    /// <summary>Shows how far it is in the notebook, if there is one.</summary>
    private bool TryShow(string? underWay = null, double share = 0)
    {
        var lines = new WorkLines(over, underWay, share);
        if (update is null)
            update = NotebookDisplay.Show(lines);
        else
            update(lines);
        return update is not null;
    }

    // Blanks cover what is left of a longer line.
    private void Write(string line)
    {
        Console.Error.Write("\r" + line.PadRight(shownLength));
        shownLength = line.Length;
    }
}
