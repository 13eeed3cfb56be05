using System.Text;
using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Output;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Running;

/// <summary>Puts the outputs of one cell into the document, in the form of the notebook format.</summary>
internal sealed class DocumentSink(DocumentOutputs run, NotebookCell cell) : IOutputSink, IStrayErrorSink
{
    private readonly StringBuilder text = new();
    private string streamName = "";
    private bool clearFirst;

    public void Stream(string name, string text) => Add(() =>
    {
        if (streamName != name)
            EndStream();
        streamName = name;
        this.text.Append(text);
    });

    public void Display(MimeBundle data, string displayId) => Add(() =>
    {
        EndStream();
        var output = new JsonObject { ["data"] = Data(data), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" };
        run.Displays[displayId] = output;
        cell.Outputs.Add((JsonNode)output);
    });

    public void Update(MimeBundle data, string displayId) => Change(() =>
    {
        if (run.Displays.TryGetValue(displayId, out var output))
            output["data"] = Data(data);
    });

    public void Clear(bool wait) => Change(() =>
    {
        clearFirst = wait;
        if (!wait)
            ClearNow();
    });

    public void Stray(CellError error) => run.Stray(cell, error);

    /// <summary>The cell has ended: adds the value of its trailing expression, or its error.</summary>
    public void End(CellResult result)
    {
        if (result.Value is { } value)
            Add(() =>
            {
                EndStream();
                cell.Outputs.Add((JsonNode)new JsonObject
                {
                    ["data"] = Data(value),
                    ["execution_count"] = cell.ExecutionCount,
                    ["metadata"] = new JsonObject(),
                    ["output_type"] = "execute_result",
                });
            });
        if (result.Error is { } error)
            Add(() =>
            {
                EndStream();
                cell.Outputs.Add((JsonNode)new JsonObject
                {
                    ["ename"] = error.Name,
                    ["evalue"] = error.Message,
                    ["output_type"] = "error",
                    ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
                });
            });
    }

    /// <summary>
    /// Writes the stream text that has come together, of lines that rewrite themselves the last state; the caller holds the gate.
    /// </summary>
    public void EndStream()
    {
        if (text.Length > 0)
            cell.Outputs.Add(
                (JsonNode)new JsonObject
                {
                    ["name"] = streamName,
                    ["output_type"] = "stream",
                    ["text"] = SourceLines.Split(TerminalText.Final(text.ToString())),
                });
        text.Clear();
    }

    private void Add(Action change) => Change(() =>
    {
        if (clearFirst)
            ClearNow();
        clearFirst = false;
        change();
    });

    private void Change(Action change)
    {
        lock (run.Gate)
            if (!run.Closed)
                change();
    }

    private void ClearNow()
    {
        text.Clear();
        cell.Outputs.Clear();
    }

    private static JsonObject Data(MimeBundle bundle)
    {
        var data = bundle.ToJson();
        foreach (var mimeType in bundle.MimeTypes)
            // Text is a list of lines, for diffs; base64 and JSON are what they are.
            if (data[mimeType] is JsonValue value
                && (mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType == "image/svg+xml")
                && value.TryGetValue<string>(out var text))
                data[mimeType] = SourceLines.Split(text);
        return data;
    }
}
