using System.Text.Json.Nodes;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Jupyter;

/// <summary>Runs the cells that the front end sends.</summary>
/// <param name="session">The notebook.</param>
/// <param name="wire">Where outputs go.</param>
/// <param name="input">Who answers the cells' questions.</param>
/// <param name="history">Notes the cells.</param>
/// <param name="abortQueued">Called when a cell has failed: those that wait must not run.</param>
internal sealed class CellRequests(NotebookSession session, JupyterWire wire, InputChannel input, CellHistory history, Action abortQueued)
{
    private volatile CancellationTokenSource? running;
    private int executionCount;
    private int unnumbered;

    /// <summary>Stops the running cell, if there is one.</summary>
    public void Interrupt()
    {
        // On a thread of its own: cancelling calls back into code of the cell. (A source without a timer needs no disposal.)
        if (running is { } stop)
            new Thread(stop.Cancel) { IsBackground = true, Name = "interrupt" }.Start();
    }

    /// <summary>Answers an <c>execute_request</c>.</summary>
    public JsonObject Execute(JupyterRequest request)
    {
        if (request.IsAborted)
            return new() { ["status"] = "aborted", ["execution_count"] = executionCount };
        var code = request.Content["code"]!.GetValue<string>();
        var isNumbered = request.Flag("store_history", true) && !request.Flag("silent", false);
        if (isNumbered)
            history.Add(++executionCount, code);
        var stop = new CancellationTokenSource();
        var sink = new JupyterSink(wire, input, request, stop.Token);
        sink.Output("execute_input", new() { ["code"] = code, ["execution_count"] = executionCount });
        running = stop;
        try
        {
            var name = isNumbered ? $"cell {executionCount}" : $"unnumbered cell {++unnumbered}";
            var result = session.Execute(code, name, sink, stop.Token);
            return result.Error is { } error ? Failed(request, sink, error) : Completed(request, sink, name, result, stop.Token);
        }
        finally
        {
            running = null;
        }
    }

    private JsonObject Failed(JupyterRequest request, JupyterSink sink, CellError error)
    {
        sink.Output("error", Json(error));
        if (request.Flag("stop_on_error", true))
            abortQueued();
        var reply = Json(error);
        reply["status"] = "error";
        reply["execution_count"] = executionCount;
        return reply;
    }

    private JsonObject Completed(JupyterRequest request, JupyterSink sink, string name, CellResult result, CancellationToken token)
    {
        if (result.Value is { } value)
            sink.Output("execute_result",
                new() { ["execution_count"] = executionCount, ["data"] = value.ToJson(), ["metadata"] = new JsonObject() });
        var expressions = new JsonObject();
        foreach (var (key, expression) in request.Content["user_expressions"] as JsonObject ?? [])
            expressions[key] = Evaluate(expression!.GetValue<string>(), $"{name}, expression {key}", sink, token);
        sink.Flush();
        return new()
        {
            ["status"] = "ok",
            ["execution_count"] = executionCount,
            ["user_expressions"] = expressions,
            ["payload"] = new JsonArray(),
        };
    }

    private JsonObject Evaluate(string expression, string name, JupyterSink sink, CancellationToken token)
    {
        var result = session.Execute(expression, name, sink, token);
        var json = result.Error is { } error
            ? Json(error)
            : new() { ["data"] = result.Value?.ToJson() ?? [], ["metadata"] = new JsonObject() };
        json["status"] = result.Error is null ? "ok" : "error";
        return json;
    }

    private static JsonObject Json(CellError error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };
}
