using System.Diagnostics;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Notebook;

/// <summary>One training among <see cref="LiveCurves"/>. Told from any thread.</summary>
/// <param name="name">What the legend says.</param>
/// <param name="gate">Held while something changes, and while the change is shown.</param>
/// <param name="show">Shows the change.</param>
internal sealed class LiveCurve(string name, Lock gate, Action show) : IProgress<WorkProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly List<EpochResult> epochs = [];
    private readonly WorkClock clock = new();
    private string status = "";
    private EpochResult? best;
    private long shownAt;

    public string Name => name;

    public IReadOnlyList<EpochResult> Epochs => epochs;

    /// <summary>Number of the best epoch so far, from 1; 0 before the first.</summary>
    public int BestEpoch => best?.Epoch ?? 0;

    public void Report(WorkProgress value) => Change(() =>
    {
        if (value is WorkNotice { Text: var text })
        {
            (status, shownAt) = (text, 0); // the last word of a training that is stopped
            return;
        }
        clock.Hear(value);
        status = $"{value.Task} {value.Amount}{(value.Detail is null ? "" : ", " + value.Detail)}{clock.LeftInWords}";
        if (value is not TrainingProgress { Finished: { } epoch })
            return;
        epochs.Add(epoch);
        if (best is null || epoch.IsBetterThan(best))
            best = epoch;
    });

    /// <summary>Tells of the end, which is always shown: in one line that is the same whatever the machine's speed.</summary>
    public void End(LearningCurve result)
    {
        shownAt = 0;
        Change(() =>
        {
            epochs.Clear();
            epochs.AddRange(result.Epochs);
            best = result.Best;
            status = result.ToString();
        });
    }

    public override string ToString() => $"{name}: {status}";

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            if (shownAt != 0 && Stopwatch.GetElapsedTime(shownAt) < Pause)
                return;
            shownAt = Stopwatch.GetTimestamp();
            show();
        }
    }
}
