using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;

namespace Workbench.Tests.Kernel;

/// <summary>Notebooks for tests, from the code of their cells.</summary>
internal static class NotebookBuilder
{
    public static NotebookDocument Of(params string[] codeCells) => Of([.. codeCells.Select(code => (code, ""))]);

    /// <summary>Code cells with a tag each; an empty tag is none.</summary>
    public static NotebookDocument Of(params (string Code, string Tag)[] cells) => NotebookDocument.Parse(
        new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select((cell, index) => new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"cell-{index + 1}",
                ["metadata"] = cell.Tag.Length > 0 ? new JsonObject { ["tags"] = new JsonArray(cell.Tag) } : new JsonObject(),
                ["source"] = cell.Code,
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString(),
        "test.ipynb");

    /// <summary>The joined text of one stream of a cell.</summary>
    public static string Stream(this NotebookCell cell, string name) =>
        string.Concat(cell.Outputs.Where(output => (string?)output!["name"] == name).Select(output => Text(output!["text"])));

    /// <summary>One rendering of one output of a cell.</summary>
    public static string? Data(this NotebookCell cell, string mimeType, int output = 0) => Text(cell.Outputs[output]!["data"]?[mimeType]);

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonArray lines => string.Concat(lines.Select(line => (string)line!)),
        _ => node is JsonValue value ? value.ToString() : node.ToJsonString(),
    };
}
