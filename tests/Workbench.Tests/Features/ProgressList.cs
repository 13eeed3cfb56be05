using Workbench.Foundation;

namespace Workbench.Tests.Features;

/// <summary>Keeps what is reported, at once and on the reporting thread; may do something at each report.</summary>
internal sealed class ProgressList(Action<WorkProgress>? then = null) : IProgress<WorkProgress>
{
    public List<WorkProgress> Reports { get; } = [];

    public void Report(WorkProgress value)
    {
        Reports.Add(value);
        then?.Invoke(value);
    }
}
