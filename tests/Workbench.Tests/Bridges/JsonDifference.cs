using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Tests.Bridges;

/// <summary>Compares JSON by value.</summary>
internal static class JsonDifference
{
    /// <summary>The first place where two differ, with both values; null where they are equal.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <param name="tolerance">By how much numbers may differ, as a share of the larger one.</param>
    /// <param name="place">Where the two stand.</param>
    public static string? Between(JsonNode? left, JsonNode? right, double tolerance = 0, string place = "$") => (left, right) switch
    {
        (JsonObject a, JsonObject b) => a.Select(part => part.Key).Union(b.Select(part => part.Key))
            .Select(name => a.ContainsKey(name) && b.ContainsKey(name) ? Between(a[name], b[name], tolerance, $"{place}.{name}")
                : $"{place}.{name}: only {(a.ContainsKey(name) ? "left" : "right")}")
            .FirstOrDefault(difference => difference is not null),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b)
            .Select((pair, i) => Between(pair.First, pair.Second, tolerance, $"{place}[{i}]"))
            .FirstOrDefault(difference => difference is not null),
        (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.Number && b.GetValueKind() == JsonValueKind.Number
            && Math.Abs(a.GetValue<double>() - b.GetValue<double>()) is var difference
            && difference <= tolerance * Math.Max(Math.Abs(a.GetValue<double>()), Math.Abs(b.GetValue<double>())) => null,
        _ => JsonNode.DeepEquals(left, right) ? null : $"{place}: {Short(left)} and {Short(right)}",
    };

    private static string Short(JsonNode? node) => node?.ToJsonString() is not { } text ? "null" : text[..Math.Min(text.Length, 200)];
}
