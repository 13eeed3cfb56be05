using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Documents;

/// <summary>Checks that JSON is a notebook, all problems together, and brings older ones (nbformat 4.0 to 4.4) to 4.5.</summary>
internal sealed class NotebookSchema(string path)
{
    private const int MostProblems = 5;
    private readonly List<string> problems = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public static JsonObject Check(string path, JsonNode? root)
    {
        var schema = new NotebookSchema(path);
        var notebook = root as JsonObject ?? throw schema.Malformed("the JSON is not an object");
        var format = Number(notebook["nbformat"]);
        if (format != 4)
            throw schema.Malformed($"nbformat is {format?.ToString(CultureInfo.InvariantCulture) ?? "missing"}, only 4 is read; "
                + "open and save it with Jupyter to convert it");
        if (notebook["cells"] is not JsonArray cells)
            throw schema.Malformed("there is no list of cells");
        for (var index = 0; index < cells.Count; index++)
            schema.CheckCell(cells[index], index);
        if (schema.problems.Count > 0)
            throw schema.Malformed(string.Join("; ", schema.problems.Count <= MostProblems ? schema.problems
                : [.. schema.problems.Take(MostProblems),
                    FormattableString.Invariant($"and {schema.problems.Count - MostProblems} more")]));
        if (notebook["metadata"] is not JsonObject)
            notebook["metadata"] = new JsonObject();
        if (Number(notebook["nbformat_minor"]) is not >= 5)
            notebook["nbformat_minor"] = 5;
        return notebook;
    }

    private void CheckCell(JsonNode? node, int index)
    {
        var before = problems.Count;
        var name = $"cell {index + 1}";
        if (node is not JsonObject cell)
        {
            problems.Add($"{name} is not an object");
            return;
        }
        var kind = Text(cell["cell_type"]);
        if (kind is not ("code" or "markdown" or "raw"))
            problems.Add($"{name} has the type {kind ?? "(none)"}, which is not code, markdown or raw");
        if (SourceLines.Join(cell["source"]) is not { } source)
            problems.Add($"{name} has no source, a string or a list of strings");
        else if (cell["source"] is JsonValue)
            cell["source"] = SourceLines.Split(source);
        if (cell["metadata"] is not (null or JsonObject))
            problems.Add($"{name} has metadata that is not an object");
        else
            cell["metadata"] ??= new JsonObject();
        if ((cell["metadata"] as JsonObject)?["tags"] is { } tags && !(tags is JsonArray list && list.All(tag => Text(tag) is not null)))
            problems.Add($"{name} has tags that are not a list of strings");
        if (kind == "code")
            CheckOutputs(cell, name);
        else if (!IsAbsentOr<JsonObject>(cell["attachments"],
            files => files.All(file => file.Value is JsonObject forms && forms.All(form => SourceLines.Join(form.Value) is not null))))
            problems.Add($"{name} has attachments that are not files by name and MIME type");
        if (problems.Count == before)
            CheckId(cell, index, name);
    }

    private void CheckOutputs(JsonObject cell, string name)
    {
        if (cell["outputs"] is not (null or JsonArray))
            problems.Add($"{name} has outputs that are not a list");
        else
            cell["outputs"] ??= new JsonArray();
        if (cell["outputs"] is JsonArray outputs)
            problems.AddRange(outputs.Select(Problem).OfType<string>().Take(1).Select(problem => $"{name} has an output {problem}"));
        if (cell["execution_count"] is { } count && Number(count) is null)
            problems.Add($"{name} has an execution count that is not a number");
    }

    private static string? Problem(JsonNode? node)
    {
        var output = node as JsonObject;
        return Text(output?["output_type"]) switch
        {
            null => "without a type",
            "stream" => Text(output!["name"]) is null || SourceLines.Join(output["text"]) is null
                ? "of a stream without name or text" : null,
            "error" => Text(output!["ename"]) is null || Text(output["evalue"]) is null
                || !IsAbsentOr<JsonArray>(output["traceback"], lines => lines.All(line => Text(line) is not null))
                ? "of an error without name, message or a traceback of lines" : null,
            "display_data" or "execute_result" => output!["data"] is not JsonObject data ? "without data"
                : data.FirstOrDefault(part => !IsRendering(part)) is { Key: { } mimeType } ? $"whose {mimeType} is not text" : null,
            var type => $"of the type {type}, which is not stream, display_data, execute_result or error",
        };
    }

    private static bool IsRendering(KeyValuePair<string, JsonNode?> part) =>
        part.Value is not null && (MimeBundle.IsJson(part.Key) || SourceLines.Join(part.Value) is not null);

    private static bool IsAbsentOr<T>(JsonNode? node, Func<T, bool> isRight) where T : JsonNode =>
        node is null || node is T given && isRight(given);

    /// <summary>Cells have ids since 4.5; an older cell gets one from its place and text, the same at every reading.</summary>
    private void CheckId(JsonObject cell, int index, string name)
    {
        if (cell["id"] is null)
        {
            cell.Remove("id");
            var content = SHA256.HashData(Encoding.UTF8.GetBytes($"{index}\n{SourceLines.Join(cell["source"])}"));
            cell.Insert(cell.IndexOf("cell_type") + 1, "id", Convert.ToHexStringLower(content)[..8]);
        }
        if (Text(cell["id"]) is not { Length: > 0 } id)
            problems.Add($"{name} has an id that is not a string");
        else if (!ids.Add(id))
            problems.Add($"{name} has the id {id} of an earlier cell");
    }

    private NotebookException Malformed(string problem) => new($"{path}: not a notebook: {problem}.");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
}
