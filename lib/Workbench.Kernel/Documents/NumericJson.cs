using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Documents;

/// <summary>
/// Compares JSON by value: numbers may differ by a thousandth of the largest of their list, texts as <see cref="NumericText"/> says.
/// </summary>
internal static class NumericJson
{
    /// <summary>The first difference in words, with its place; null where there is none.</summary>
    public static string? Difference(JsonNode? kept, JsonNode? came, double scale = 0)
    {
        var (before, now) = (kept?.GetValueKind() ?? JsonValueKind.Null, came?.GetValueKind() ?? JsonValueKind.Null);
        if (before == JsonValueKind.Number && now == JsonValueKind.Number)
        {
            var (a, b) = (kept!.GetValue<double>(), came!.GetValue<double>());
            return Math.Abs(a - b) <= NumericText.RelativeTolerance * Math.Max(scale, Math.Max(Math.Abs(a), Math.Abs(b))) ? null
                : Words(kept, came);
        }
        return (kept, came) switch
        {
            (JsonObject a, JsonObject b)
                when a.Select(part => part.Key).Order(StringComparer.Ordinal)
                    .SequenceEqual(b.Select(part => part.Key).Order(StringComparer.Ordinal)) =>
                a.Select(part => At(part.Key, Difference(part.Value, b[part.Key]))).FirstOrDefault(what => what is not null),
            (JsonArray a, JsonArray b) when a.Count == b.Count =>
                a.Zip(b).Select((pair, i) => At(FormattableString.Invariant($"{i}"), Difference(pair.First, pair.Second, Largest(a))))
                    .FirstOrDefault(what => what is not null),
            (JsonValue, JsonValue) when before == now =>
                before != JsonValueKind.String ? null : NumericText.Difference(kept!.GetValue<string>(), came!.GetValue<string>()),
            (null, null) => null,
            _ => Words(kept, came),
        };
    }

    private static double Largest(JsonArray values) =>
        values.Where(value => value?.GetValueKind() == JsonValueKind.Number)
            .Select(value => Math.Abs(value!.GetValue<double>()))
            .DefaultIfEmpty(0)
            .Max();

    private static string? At(string place, string? what) =>
        what is null ? null : what.StartsWith('/') ? $"/{place}{what}" : $"/{place}: {what}";

    private static string Words(JsonNode? kept, JsonNode? came) => $"held {Short(kept)}, now it is {Short(came)}";

    private static string Short(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => FormattableString.Invariant($"{list.Count} values"),
        JsonObject parts => string.Join(", ", parts.Select(part => part.Key)),
        _ => value.ToJsonString(),
    };
}
