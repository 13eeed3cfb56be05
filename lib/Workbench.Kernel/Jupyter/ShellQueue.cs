using System.Collections.Concurrent;

namespace Workbench.Kernel.Jupyter;

/// <summary>Requests that are handled one after the other, in the order in which they came.</summary>
internal sealed class ShellQueue
{
    private readonly BlockingCollection<JupyterRequest> requests = [];

    public void Add(JupyterRequest request)
    {
        try
        {
            requests.Add(request);
        }
        catch (InvalidOperationException) when (requests.IsAddingCompleted)
        {
            // the kernel is shutting down
        }
    }

    /// <summary>Handles requests until <see cref="Close"/>.</summary>
    public void Run(Action<JupyterRequest> handle)
    {
        foreach (var request in requests.GetConsumingEnumerable())
            handle(request);
    }

    /// <summary>A cell has failed: the cells that wait behind it are answered without being run.</summary>
    public void AbortWaiting()
    {
        foreach (var request in requests.ToArray())
            request.Abort();
    }

    /// <summary>Takes no more requests.</summary>
    public void Close() => requests.CompleteAdding();
}
