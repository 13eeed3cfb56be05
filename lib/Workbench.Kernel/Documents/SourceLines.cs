using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>Multi-line text as notebooks keep it: a list of lines, each with its line end, so that diffs show lines.</summary>
internal static class SourceLines
{
    public static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var at ? at + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }
        return lines;
    }

    /// <summary>Text that is one string or a list of lines; null for anything else.</summary>
    public static string? Join(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonArray lines when lines.All(line => line is JsonValue value && value.TryGetValue<string>(out _)) =>
            string.Concat(lines.Select(line => line!.GetValue<string>())),
        _ => null,
    };
}
