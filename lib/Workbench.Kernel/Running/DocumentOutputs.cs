using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;

namespace Workbench.Kernel.Running;

/// <summary>
/// What the outputs of a run have in common: displays are found from any cell, and work left behind is cut off at the end.
/// </summary>
internal sealed class DocumentOutputs
{
    private readonly List<DocumentSink> sinks = [];

    /// <summary>Held while outputs change: cells write from many threads.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Outputs that can be replaced in place, by display id.</summary>
    public Dictionary<string, JsonObject> Displays { get; } = [];

    /// <summary>Whether the run has ended; what comes later is dropped.</summary>
    public bool Closed { get; private set; }

    public DocumentSink For(NotebookCell cell)
    {
        var sink = new DocumentSink(this, cell);
        sinks.Add(sink);
        return sink;
    }

    public void Close()
    {
        lock (Gate)
        {
            sinks.ForEach(sink => sink.EndStream());
            Closed = true;
        }
    }
}
