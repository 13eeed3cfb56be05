using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;

namespace Workbench.Docs.Pages;

/// <summary>The code of a page as a notebook, to be run.</summary>
internal static class MarkdownNotebook
{
    /// <summary>A notebook of a cell a block, without outputs.</summary>
    /// <param name="blocks">The code.</param>
    /// <param name="path">Where it would lie: relative paths of <c>#r</c> begin there.</param>
    public static NotebookDocument Of(IEnumerable<string> blocks, string path)
    {
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. blocks.Select((code, i) => (JsonNode)new JsonObject
            {
                ["cell_type"] = "code",
                ["execution_count"] = null,
                ["id"] = $"block-{i}",
                ["metadata"] = new JsonObject(),
                ["outputs"] = new JsonArray(),
                ["source"] = code,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return NotebookDocument.Parse(notebook.ToJsonString(), path);
    }
}
