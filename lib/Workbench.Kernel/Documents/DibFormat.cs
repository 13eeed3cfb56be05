using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Documents;

/// <summary>
/// The text form of Polyglot Notebooks (<c>.dib</c>): a line of <c>#!</c> and the name of a language alone begins a cell; a block
/// <c>#!meta</c> says as JSON which language is that of lines before the first. There are no outputs in it.
/// </summary>
internal static partial class DibFormat
{
    private const string Meta = "meta", Markdown = "markdown";

    /// <summary>The notebook as JSON.</summary>
    /// <exception cref="NotebookException">What stands in <c>#!meta</c> is no JSON.</exception>
    public static JsonObject Read(string text, string path)
    {
        var (cells, metadata) = (new JsonArray(), new JsonObject());
        string? language = null;
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            if (Chosen(line) is { } chosen)
            {
                End();
                language = chosen;
            }
            else
                lines.Add(line);
        End();
        return CellText.Notebook(cells, metadata);

        void End()
        {
            var source = string.Join('\n', lines).Trim('\n');
            lines.Clear();
            if (string.IsNullOrWhiteSpace(source))
                return;
            if (language == Meta)
                metadata["polyglot_notebook"] = Parse(source, path);
            else if (language == Markdown)
                cells.Add((JsonNode)CellText.Cell("markdown", source));
            else
                cells.Add((JsonNode)CellText.Cell("code", source,
                    language is null ? [] : new() { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language } }));
        }
    }

    private static string? Chosen(string line) =>
        Chooser().Match(line) is { Success: true } match && CellLanguages.Directive(match.Groups[1].Value) is null
            ? match.Groups[1].Value
            : null;

    private static JsonNode? Parse(string meta, string path)
    {
        try
        {
            return NotebookJson.Parse(meta);
        }
        catch (JsonException error)
        {
            throw new NotebookException($"{path}: what stands under #!meta is not JSON: {error.Message}", error);
        }
    }

    [GeneratedRegex(@"^#!([A-Za-z][\w#.+-]*)\s*$")]
    private static partial Regex Chooser();
}
