using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>Makes notebooks of text: their JSON, as far as <see cref="NotebookSchema"/> does not add it.</summary>
internal static class CellText
{
    /// <summary>A cell.</summary>
    /// <param name="kind"><c>code</c> or <c>markdown</c>.</param>
    /// <param name="source">Its text.</param>
    /// <param name="metadata">What else is known of it.</param>
    public static JsonObject Cell(string kind, string source, JsonObject? metadata = null)
    {
        var cell = new JsonObject { ["cell_type"] = kind, ["metadata"] = metadata ?? [], ["source"] = SourceLines.Split(source) };
        if (kind == "code")
            cell.Insert(1, "execution_count", null);
        return cell;
    }

    /// <summary>A notebook.</summary>
    public static JsonObject Notebook(JsonArray cells, JsonObject metadata) =>
        new() { ["cells"] = cells, ["metadata"] = metadata, ["nbformat"] = 4, ["nbformat_minor"] = 5 };
}
