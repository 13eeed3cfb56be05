namespace Workbench.Tests.Reference;

/// <summary>Keeps what is reported, at once and on the reporting thread; may do something at each report.</summary>
internal sealed class ProgressList<T>(Action<T>? then = null) : IProgress<T>
{
    public List<T> Reports { get; } = [];

    public void Report(T value)
    {
        Reports.Add(value);
        then?.Invoke(value);
    }
}
