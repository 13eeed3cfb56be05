using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Kernel.Editor;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Running;

/// <summary>
/// Executes cells in a process of the notebook's own, an <see cref="EditorHost"/>: a cell that ends its process ends the run of that
/// notebook alone, and what it had put out is kept.
/// </summary>
internal sealed class NotebookProcess : ICellHost
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly StreamWriter requests;
    private readonly Thread reader;
    private readonly Lock sending = new();
    private readonly ConcurrentDictionary<int, DocumentSink> sinks = [];
    private readonly BlockingCollection<JsonObject> answers = [];
    private int lastId;

    /// <summary>Starts the process.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Its current folder, which is the notebook's.</param>
    /// <exception cref="NotebookException">It cannot be started.</exception>
    public NotebookProcess(IReadOnlyList<string> command, string folder)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        try
        {
            process = Process.Start(start)!;
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            throw new NotebookException($"A process for the notebook cannot be started: {error.Message}", error);
        }
        requests = process.StandardInput;
        reader = new Thread(Read) { IsBackground = true, Name = "notebook process" };
        reader.Start();
    }

    public CellResult Execute(string code, string? language, string cellName, DocumentSink sink, CancellationToken token)
    {
        var id = ++lastId;
        sinks[id] = sink;
        Send(new() { ["type"] = "execute", ["id"] = id, ["code"] = code, ["language"] = language, ["name"] = cellName });
        using var interrupt = token.Register(() => Send(new() { ["type"] = "interrupt" }));
        MimeBundle? value = null;
        CellError? thrown = null;
        foreach (var answer in answers.GetConsumingEnumerable(CancellationToken.None))
            switch (Text(answer["type"]))
            {
                case "result":
                    value = Data(answer);
                    break;
                case "error":
                    thrown = Error(answer);
                    break;
                default:
                    return new(Enum.Parse<CellOutcome>(Text(answer["outcome"]), ignoreCase: true), value, thrown);
            }
        return new(CellOutcome.Ended, Error: HowItEnded());
    }

    public string Assignments(IReadOnlyDictionary<string, string> values)
    {
        Send(new()
        {
            ["type"] = "parameters",
            ["id"] = ++lastId,
            ["values"] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value))),
        });
        var answer = answers.GetConsumingEnumerable().FirstOrDefault() ?? throw new NotebookException(HowItEnded().Message);
        return answer["problem"] is { } problem ? throw new NotebookException(Text(problem)) : Text(answer["code"]);
    }

    /// <summary>Ends the process, and all that its cells have started.</summary>
    public void Dispose()
    {
        Close(requests); // it ends at the end of its input
        if (!process.WaitForExit(FarewellLimit))
            process.Kill(entireProcessTree: true);
        KernelProcess.EndGroup(process.Id);
        reader.Join(FarewellLimit);
        process.Dispose();
        answers.Dispose();
    }

    private void Send(JsonObject request)
    {
        lock (sending)
            try
            {
                requests.Write(request.ToJsonString() + "\n");
                requests.Flush();
            }
            catch (IOException)
            {
                // it has ended, as the end of its answers says
            }
    }

    private void Read()
    {
        try
        {
            while (process.StandardOutput.ReadLine() is { } line)
                Receive(Needed(JsonNode.Parse(line)).AsObject());
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidOperationException)
        {
            // cut off in the middle of a line, or a cell has found the stream and written on it
        }
        answers.CompleteAdding();
    }

    private void Receive(JsonObject message)
    {
        var sink = message["id"]?.GetValue<int>() is { } id ? sinks.GetValueOrDefault(id) : null;
        switch (Text(message["type"]))
        {
            case "stream":
                sink?.Stream(Text(message["name"]), Text(message["text"]));
                break;
            case "display":
                sink?.Display(Data(message), Text(message["displayId"]));
                break;
            case "update":
                sink?.Update(Data(message), Text(message["displayId"]));
                break;
            case "clear":
                sink?.Clear(Needed(message["wait"]).GetValue<bool>());
                break;
            case "stray":
                sink?.Stray(Error(message));
                break;
            case "result" or "error" or "done" or "parameters":
                answers.Add(message);
                break;
        }
    }

    private CellError HowItEnded()
    {
        if (!process.WaitForExit(FarewellLimit))
            process.Kill(entireProcessTree: true); // it lives, but what it says makes no sense
        process.WaitForExit();
        var message = ProcessEnd.Words(process.ExitCode);
        return new("ProcessEnded", message, [message], null);
    }

    private static void Close(StreamWriter writer)
    {
        try
        {
            writer.Close();
        }
        catch (IOException)
        {
            // nobody reads any more
        }
    }

    private static MimeBundle Data(JsonObject message) => MimeBundle.Of(Needed(message["data"]).AsObject());

    private static CellError Error(JsonObject message) => new(Text(message["name"]), Text(message["message"]),
        [.. Needed(message["traceback"]).AsArray().Select(Text)], message["line"]?.GetValue<int>());

    private static string Text(JsonNode? node) => Needed(node).GetValue<string>();

    private static JsonNode Needed(JsonNode? node) => node ?? throw new JsonException("A part of an event is missing.");
}
