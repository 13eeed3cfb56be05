using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>A cell of a notebook: a view of its JSON, which keeps all that we do not know.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json)
    {
        Json = json;
        Kind = Enum.Parse<CellKind>(Json["cell_type"]!.GetValue<string>(), ignoreCase: true);
    }

    /// <summary>What the cell holds.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's name, unique in the notebook and stable from save to save.</summary>
    public string Id => Json["id"]!.GetValue<string>();

    /// <summary>The cell's text, lines parted by <c>\n</c>.</summary>
    public string Source
    {
        get => SourceLines.Join(Json["source"])!;
        set => Json["source"] = SourceLines.Split(value);
    }

    /// <summary>The cell's tags, for instance <c>parameters</c>.</summary>
    public IReadOnlyList<string> Tags =>
        Json["metadata"]!["tags"] is JsonArray tags ? [.. tags.Select(tag => tag!.GetValue<string>())] : [];

    /// <summary>Files in the cell: name to MIME type to base64; null without any.</summary>
    public JsonObject? Attachments => Json["attachments"] as JsonObject;

    /// <summary>The outputs of a code cell, in the form of the notebook format.</summary>
    public JsonArray Outputs => Json["outputs"]!.AsArray();

    /// <summary>How many cells had run when this one had; null where it has not run.</summary>
    public int? ExecutionCount
    {
        get => Json["execution_count"]?.GetValue<int>();
        set => Json["execution_count"] = value;
    }

    internal JsonObject Json { get; }

    /// <summary>Takes back what the cell has put out, as if it had never run.</summary>
    public void ClearOutputs()
    {
        Json["outputs"] = new JsonArray();
        ExecutionCount = null;
    }

    /// <summary>A new code cell.</summary>
    internal static NotebookCell Code(string id, string source, string tag) => new(new JsonObject
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = id,
        ["metadata"] = new JsonObject { ["tags"] = new JsonArray(tag) },
        ["outputs"] = new JsonArray(),
        ["source"] = SourceLines.Split(source),
    });
}
