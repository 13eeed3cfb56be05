using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Editor;

/// <summary>Sends what one cell puts out, and its questions.</summary>
internal sealed class EditorSink : IOutputSink, IInputSource, IStrayErrorSink
{
    private readonly bool isHeadless;
    private readonly EventWriter events;
    private readonly StreamBuffer streams;
    private readonly BlockingCollection<string?> answers = [];
    private readonly CancellationTokenSource stop;

    public EditorSink(EventWriter events, EditorRequest request, CancellationTokenSource stop, bool isHeadless)
    {
        (this.events, Request, this.stop, this.isHeadless) = (events, request, stop, isHeadless);
        streams = new StreamBuffer((name, text) => Send("stream", new() { ["name"] = name, ["text"] = text }));
    }

    public EditorRequest Request { get; }

    public int Id => Request.Id;

    public CancellationToken Token => stop.Token;

    /// <summary>Stops the cell. (On a thread of its own: cancelling calls back into code of the cell.)</summary>
    public void Interrupt() => new Thread(stop.Cancel) { IsBackground = true, Name = "interrupt" }.Start();

    public void Answer(string? value) => answers.Add(value);

    public void Stream(string name, string text) => streams.Append(name, text);

    public void Display(MimeBundle data, string displayId) =>
        Write("display", new() { ["displayId"] = displayId, ["data"] = data.ToJson() });

    public void Update(MimeBundle data, string displayId) => Write("update", new() { ["displayId"] = displayId, ["data"] = data.ToJson() });

    public void Clear(bool wait) => Write("clear", new() { ["wait"] = wait });

    public string ReadLine(string prompt, bool isPassword)
    {
        if (isHeadless)
            throw new InvalidOperationException(CellContext.NobodyAnswers);
        Write("question", new() { ["prompt"] = prompt, ["password"] = isPassword });
        return answers.Take(stop.Token) ?? throw new InvalidOperationException("The question was dismissed without an answer.");
    }

    public void Stray(CellError error) => Write("stray", Json(error));

    /// <summary>Sends why a cell failed.</summary>
    public void Write(CellError error) => Write("error", Json(error));

    /// <summary>Sends text that has come together.</summary>
    public void Flush() => streams.Flush();

    /// <summary>Sends an event behind all text that came before it.</summary>
    public void Write(string type, JsonObject data)
    {
        streams.Flush();
        Send(type, data);
    }

    private static JsonObject Json(CellError error) => new()
    {
        ["name"] = error.Name,
        ["message"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        ["line"] = error.Line,
    };

    private void Send(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        data.Insert(1, "id", Id);
        events.Write(data);
    }
}
