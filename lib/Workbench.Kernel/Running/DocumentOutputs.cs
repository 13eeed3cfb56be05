using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Errors;

namespace Workbench.Kernel.Running;

/// <summary>
/// What the outputs of a run have in common: displays are found from any cell, and work left behind is cut off at the end.
/// </summary>
internal sealed class DocumentOutputs
{
    private readonly List<DocumentSink> sinks = [];
    private readonly List<(NotebookCell Cell, CellError Error)> strays = [];

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

    /// <summary>A thread that the cell has started ended with an error.</summary>
    public void Stray(NotebookCell cell, CellError error)
    {
        lock (Gate)
            strays.Add((cell, error));
    }

    /// <summary>The first such error of a cell that counts; null where there is none.</summary>
    public (NotebookCell Cell, CellError Error)? FirstStray(Func<NotebookCell, bool> counts)
    {
        lock (Gate)
            return strays.Where(stray => counts(stray.Cell)).Select(stray => ((NotebookCell, CellError)?)stray).FirstOrDefault();
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
