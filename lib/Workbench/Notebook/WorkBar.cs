using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Notebook;

/// <summary>
/// How far long work is, as a line on stderr that rewrites itself and stays as one line: what every kernel, front end and terminal shows
/// without being asked. Work of less than a second says nothing. Told from any thread.
/// </summary>
internal sealed class WorkBar(TimeSpan patience) : IProgress<WorkProgress>
{
    private const int Width = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly WorkClock clock = new();
    private WorkProgress? latest;
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
                bar.End();
        }
    }

    public void Report(WorkProgress value)
    {
        lock (gate) // several threads report, and out of order
        {
            if (value is WorkNotice { Text: var text })
            {
                End();
                Console.Error.WriteLine(text);
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
            shownAt = Stopwatch.GetTimestamp();
            var share = (double)value.Done / Math.Max(1, value.Total);
            var full = (int)(Width * Math.Clamp(share, 0, 1));
            Show($"{value.Task} {new string('█', full)}{new string('░', Width - full)} "
                + $"{value.Amount}{(value.Detail is null ? "" : ", " + value.Detail)}{clock.LeftInWords}");
        }
    }

    private void End()
    {
        if (shownLength > 0)
        {
            Show(FormattableString.Invariant($"{latest!.Task} {latest.Amount}, {clock.Elapsed:h\\:mm\\:ss}"));
            Console.Error.WriteLine();
        }
        (shownLength, shownAt) = (0, 0);
    }

    // Blanks cover what is left of a longer line.
    private void Show(string line)
    {
        Console.Error.Write("\r" + line.PadRight(shownLength));
        shownLength = line.Length;
    }
}
