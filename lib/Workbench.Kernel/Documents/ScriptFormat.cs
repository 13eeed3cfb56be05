using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Documents;

/// <summary>
/// A script (<c>.csx</c>) as a notebook: one cell, or the cells that lines <c>// %%</c> begin, as editors and Jupytext mark them:
/// <c>// %% [markdown]</c> one of text in comments, <c>// %% tags=["parameters"]</c> one with tags.
/// </summary>
internal static partial class ScriptFormat
{
    /// <summary>The notebook as JSON.</summary>
    public static JsonObject Read(string text)
    {
        var cells = new JsonArray();
        var marker = "";
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            if (Marker().Match(line) is { Success: true } match)
            {
                End();
                marker = match.Groups[1].Value;
            }
            else
                lines.Add(line);
        End();
        return CellText.Notebook(cells, []);

        void End()
        {
            var isText = marker.Contains("[markdown]", StringComparison.OrdinalIgnoreCase);
            if (lines is [['#', '!', '/', ..], ..])
                lines.RemoveAt(0); // for the shell
            var source = string.Join('\n', isText ? lines.Select(line => Comment().Replace(line, "")) : lines).Trim('\n');
            lines.Clear();
            if (string.IsNullOrWhiteSpace(source))
                return;
            var tags = Tag().Matches(Tags().Match(marker).Value).Select(tag => (JsonNode?)tag.Groups[1].Value).ToArray();
            cells.Add((JsonNode)CellText.Cell(isText ? "markdown" : "code", source,
                tags.Length > 0 ? new() { ["tags"] = new JsonArray(tags) } : []));
        }
    }

    [GeneratedRegex(@"^//\s*%%(.*)$")]
    private static partial Regex Marker();

    [GeneratedRegex("^// ?")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\btags=\[[^\]]*\]")]
    private static partial Regex Tags();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Tag();
}
