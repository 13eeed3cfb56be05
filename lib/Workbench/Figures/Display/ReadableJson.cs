using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Figures.Display;

/// <summary>JSON for people: what fits into a line stands in one.</summary>
internal static class ReadableJson
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same JSON in fewer lines.</summary>
    /// <param name="json">Any JSON.</param>
    public static string Of(string json) => Write(JsonNode.Parse(json), "");

    private static string Write(JsonNode? node, string indent)
    {
        var line = Line(node);
        if (node is not (JsonObject or JsonArray) || indent.Length + line.Length < TextWrap.Width)
            return line;
        var inner = indent + "  ";
        var parts = node is JsonObject members
            ? members.Select(member => $"{Name(member.Key)}: {Write(member.Value, inner)}")
            : node.AsArray().Select(item => Write(item, inner));
        var (open, close) = node is JsonObject ? ('{', '}') : ('[', ']');
        return $"{open}\n{inner}{string.Join($",\n{inner}", parts)}\n{indent}{close}";
    }

    private static string Name(string member) => JsonSerializer.Serialize(member, Compact);

    private static string Line(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members =>
            $"{{ {string.Join(", ", members.Select(member => $"{Name(member.Key)}: {Line(member.Value)}"))} }}",
        JsonArray items => $"[{string.Join(", ", items.Select(Line))}]",
        _ => node?.ToJsonString(Compact) ?? "null",
    };
}
