using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Output;
using Workbench.Kernel.Running;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Editor;

/// <summary>
/// Runs a notebook for an editor that started this process, without Jupyter and without a network: an object of JSON a
/// line, UTF-8, from the editor on one stream and to it on another. It ends when the editor's stream ends.
/// </summary>
/// <remarks>
/// <para>From the editor:</para>
/// <code>
/// {"type": "execute", "id": 1, "code": "1 + 1"}            runs a cell behind those that wait; with "language": "sql" a cell of SQL
///                                                          and with "name": "cell 1" that name in stack traces
/// {"type": "input", "id": 1, "value": "yes"}               answers the question of a cell; null: nobody will
/// {"type": "interrupt"}                                    stops the running cell; while none runs yet, the one that is next
/// {"type": "complete", "id": 2, "code": "Math.", "position": 5}
/// {"type": "inspect", "id": 3, "code": "Math.Abs", "position": 8}
/// {"type": "parameters", "id": 4, "values": {"epochs": "3"}}   asks for code that gives variables these values
/// {"type": "shutdown"}                                     the same as the end of the stream; to restart, start another
/// </code>
/// <para>To the editor; <c>id</c> is that of the request, which the editor chooses, <c>data</c> maps MIME types to
/// text, base64 or JSON, positions are in UTF-16 units from 0:</para>
/// <code>
/// {"type": "ready", "protocol": 1}                         comes first, once
/// {"type": "started", "id": 1, "order": 1}                 the cell's number, by which stack traces call it
/// {"type": "stream", "id": 1, "name": "stdout", "text": "..."}
/// {"type": "display", "id": 1, "displayId": "...", "data": {...}}
/// {"type": "update", "id": 1, "displayId": "...", "data": {...}}   replaces it in place, also that of an earlier cell
/// {"type": "clear", "id": 1, "wait": false}                removes the cell's outputs, now or when the next one comes
/// {"type": "question", "id": 1, "prompt": "...", "password": false}
/// {"type": "result", "id": 1, "data": {...}}               the value of the cell's last expression
/// {"type": "error", "id": 1, "name": "...", "message": "...", "traceback": ["..."], "line": 2}
/// {"type": "done", "id": 1, "outcome": "completed"}        or failed, interrupted, abandoned; text may still follow
/// {"type": "completions", "id": 2, "start": 5, "end": 5, "usingStart": 0, "items": [{"text": "Abs", "kind": "method"}]}
///                                                          an item may have "detail", its type and default, and "namespace": to mean
///                                                          something it needs "using NAMESPACE;" as a line of its own at usingStart
/// {"type": "inspection", "id": 3, "text": "..."}           signature, empty line, documentation; or null
/// {"type": "parameters", "id": 4, "code": "epochs = 3;"}   or in its place "problem": what does not fit
/// {"type": "stray", "id": 1, "name": "...", ...}           as error: a thread that the cell started ended with it, perhaps after the cell
/// {"type": "problem", "message": "..."}                    a line that was no request
/// </code>
/// </remarks>
public sealed class EditorHost : IDisposable
{
    private const int Protocol = 1;
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private readonly TextReader input;
    private readonly EventWriter events;
    private readonly NotebookSession session;
    private readonly bool isHeadless;
    private readonly BlockingCollection<EditorRequest> cells = [];
    private readonly BlockingCollection<EditorRequest> questions = [];
    private readonly ConcurrentQueue<EditorSink> sinks = []; // of the running cell, and of those that wait
    private int executionCount;

    /// <summary>Readies a notebook.</summary>
    /// <param name="input">What the editor writes.</param>
    /// <param name="output">What the editor reads.</param>
    /// <param name="baseDirectory">The notebook's folder.</param>
    /// <param name="host">What cells get from the program that runs them; nothing if not given.</param>
    /// <param name="isHeadless">Whether there is no editor but a run: nobody answers questions, and nothing is completed.</param>
    public EditorHost(Stream input, Stream output, string baseDirectory, NotebookHost? host = null, bool isHeadless = false)
    {
        this.isHeadless = isHeadless;
        this.input = new StreamReader(input);
        events = new EventWriter(output);
        session = new NotebookSession(baseDirectory, host: host);
    }

    /// <summary>Serves the editor until it hangs up. The console of the process belongs to the notebook meanwhile.</summary>
    public void Run()
    {
        using var capture = new ConsoleCapture();
        events.Write(new() { ["type"] = "ready", ["protocol"] = Protocol });
        AppDomain.CurrentDomain.ProcessExit += FlushAll; // a cell may end the process
        var cellThread = Serve("cells", isHeadless ? null : session.WarmUp, cells, Answer);
        if (!isHeadless)
            Serve("editing", session.WarmUpEditing, questions, Answer);
        while (input.ReadLine() is { } line && Receive(line))
        {
            // until the editor hangs up
        }
        cells.CompleteAdding();
        questions.CompleteAdding();
        while (cells.TryTake(out _))
        {
            // cells that wait are not run
        }
        Interrupt();
        cellThread.Join(FarewellLimit); // for the cell's finally blocks
        AppDomain.CurrentDomain.ProcessExit -= FlushAll;
    }

    /// <summary>Removes what the notebook left on disk.</summary>
    public void Dispose()
    {
        session.Dispose();
        input.Dispose();
        events.Dispose();
    }

    /// <summary>Takes a line; the threads answer it. False for the last.</summary>
    private bool Receive(string line)
    {
        EditorRequest request;
        try
        {
            request = EditorRequest.Parse(line);
        }
        catch (NotebookException error)
        {
            events.Write(new() { ["type"] = "problem", ["message"] = error.Message });
            return true;
        }
        switch (request.Type)
        {
            case "execute":
                sinks.Enqueue(new(events, request, new CancellationTokenSource(), isHeadless)); // without a timer it needs no disposal
                cells.Add(request);
                break;
            case "parameters":
                cells.Add(request);
                break;
            case "complete" or "inspect":
                questions.Add(request);
                break;
            case "input":
                if (sinks.TryPeek(out var asking) && asking.Id == request.Id)
                    asking.Answer(request.Value);
                break;
            case "interrupt":
                Interrupt();
                break;
            case "shutdown":
                return false;
            default:
                events.Write(new() { ["type"] = "problem", ["message"] = $"There is no request {request.Type}." });
                break;
        }
        return true;
    }

    private void Interrupt()
    {
        if (sinks.TryPeek(out var running))
            running.Interrupt();
    }

    private void FlushAll(object? sender, EventArgs e)
    {
        foreach (var sink in sinks)
            sink.Flush();
    }

    private static Thread Serve(string name, Action? warmUp, BlockingCollection<EditorRequest> requests, Action<EditorRequest> answer)
    {
        var thread = new Thread(() =>
        {
            warmUp?.Invoke();
            foreach (var request in requests.GetConsumingEnumerable())
                answer(request);
        }, CellThread.StackBytes)
        { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Execute()
    {
        sinks.TryPeek(out var sink);
        var request = sink!.Request;
        sink.Write("started", new() { ["order"] = ++executionCount });
        var result = session.Execute(request.Code, request.Language, request.Name ?? $"cell {executionCount}", sink, sink.Token);
        sinks.TryDequeue(out _);
        if (result.Value is { } value)
            sink.Write("result", new() { ["data"] = value.ToJson() });
        if (result.Error is { } error)
            sink.Write(error);
        sink.Write("done", new() { ["outcome"] = JsonNamingPolicy.CamelCase.ConvertName(result.Outcome.ToString()) });
    }

    private void Answer(EditorRequest request)
    {
        var answer = new JsonObject { ["id"] = request.Id };
        switch (request.Type)
        {
            case "execute":
                Execute();
                return;
            case "parameters":
                answer["type"] = "parameters";
                Assign(request, answer);
                break;
            case "inspect":
                answer["type"] = "inspection";
                answer["text"] = session.Inspect(request.Code, request.Position);
                break;
            default:
                var list = session.Complete(request.Code, request.Position);
                answer["type"] = "completions";
                (answer["start"], answer["end"], answer["usingStart"]) = (list.Start, list.End, list.UsingStart);
                answer["items"] = new JsonArray([.. list.Items.Select(Json)]);
                break;
        }
        events.Write(answer);
    }

    private static JsonObject Json(Completion item)
    {
        var json = new JsonObject { ["text"] = item.Text, ["kind"] = item.Kind };
        if (item.Detail is { } detail)
            json["detail"] = detail;
        if (item.Namespace is { } space)
            json["namespace"] = space;
        return json;
    }

    private void Assign(EditorRequest request, JsonObject answer)
    {
        try
        {
            answer["code"] = ParameterCell.Code(request.Values ?? new Dictionary<string, string>(), session.Variables());
        }
        catch (NotebookException wrong)
        {
            answer["problem"] = wrong.Message;
        }
    }
}
