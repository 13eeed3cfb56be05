using System.Text.Json.Nodes;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Jupyter;

/// <summary>What a front end asks while a cell is written.</summary>
internal static class EditorRequests
{
    /// <summary>Answers a <c>complete_request</c>.</summary>
    public static JsonObject Complete(NotebookSession session, JsonObject request)
    {
        var (code, position) = Place(request);
        var list = session.Complete(code, position);
        // One stretch of the code is replaced, which cannot add a using elsewhere: names are written with their namespaces.
        var items = list.Items.Where(item => item.Qualified is not null).ToList();
        var (start, end) = (CodePoints.FromUtf16(code, list.Start), CodePoints.FromUtf16(code, list.End));
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. items.Select(item => (JsonNode)item.Qualified!)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            // JupyterLab and VS Code show the kind of each; for the documentation they ask about the code as it would be.
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray(
                    [.. items.Select(item => new JsonObject
                    {
                        ["text"] = item.Qualified,
                        ["type"] = item.Kind,
                        ["signature"] = item.Detail ?? "",
                        ["start"] = start,
                        ["end"] = end,
                    })]),
            },
        };
    }

    /// <summary>Answers an <c>inspect_request</c>.</summary>
    public static JsonObject Inspect(NotebookSession session, JsonObject request)
    {
        var (code, position) = Place(request);
        var text = session.Inspect(code, position);
        return new()
        {
            ["status"] = "ok",
            ["found"] = text is not null,
            ["data"] = text is null ? new JsonObject() : new JsonObject { ["text/plain"] = text },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>Answers an <c>is_complete_request</c>.</summary>
    public static JsonObject IsComplete(JsonObject request) =>
        NotebookSession.CompletenessOf(request["code"]!.GetValue<string>()) switch
        {
            Completeness.Incomplete => new() { ["status"] = "incomplete", ["indent"] = "" },
            Completeness.Invalid => new() { ["status"] = "invalid" },
            _ => new() { ["status"] = "complete" },
        };

    private static (string Code, int Position) Place(JsonObject request)
    {
        var code = request["code"]!.GetValue<string>();
        return (code, CodePoints.ToUtf16(code, request["cursor_pos"]!.GetValue<int>()));
    }
}
