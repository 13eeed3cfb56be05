namespace Workbench.Tests.Reference;

/// <summary>
/// Keeps what is reported, at once and on the reporting thread; may do something at each report. Of several threads one at a time.
/// </summary>
internal sealed class ProgressList<T>(Action<T>? then = null) : IProgress<T>
{
    private readonly Lock gate = new();

    public List<T> Reports { get; } = [];

    public void Report(T value)
    {
        lock (gate)
        {
            Reports.Add(value);
            then?.Invoke(value);
        }
    }
}
