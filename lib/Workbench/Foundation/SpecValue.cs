using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Workbench.Foundation;

/// <summary>A value of a spec as people write it: 5, 3e-3, true, balanced, mfcc,rms; or JSON.</summary>
internal static class SpecValue
{
    /// <summary>The member that tells of which kind a spec is.</summary>
    public const string Kind = "kind";

    private const string Null = "null";

    /// <summary>The kinds of a polymorphic type; none of any other.</summary>
    public static IEnumerable<JsonDerivedType> KindsOf(Type type) => SpecJson.TypeOf(type).PolymorphismOptions?.DerivedTypes ?? [];

    /// <summary>The words that a type allows; none where it is no matter of words.</summary>
    public static IReadOnlyList<string> WordsOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } words => [.. Enum.GetNames(words).Select(JsonNamingPolicy.CamelCase.ConvertName)],
        var plain when plain == typeof(bool) => ["true", "false"],
        var spec => [.. KindsOf(spec).Select(kind => (string)kind.TypeDiscriminator!)],
    };

    /// <summary>Reads a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="isNullable">Whether it may be null.</param>
    /// <param name="path">Its place, for the error.</param>
    /// <param name="text">What was written.</param>
    /// <exception cref="InvalidSpecException">It does not fit.</exception>
    public static JsonNode? Parse(Type type, bool isNullable, string path, string text)
    {
        text = text.Trim();
        if (text == Null && isNullable)
            return null;
        if (text.StartsWith('{') || text.StartsWith('['))
            return Json(path, text);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
            return text;
        if (SpecJson.TypeOf(plain) is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } item })
            return new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(part => Parse(item, isNullable: false, path, part))]);
        if (WordsOf(plain) is { Count: > 0 } words)
            return Word(plain, words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw Refused(path, $"{text} is no value of it; {NearestName.Hint(text, words)}"));
        return Number(plain, text) ?? throw Refused(path, $"{text} is no {InWords(plain, isNullable)}.");
    }

    /// <summary>What a type allows, in words.</summary>
    public static string InWords(Type type, bool isNullable)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var words = WordsOf(plain);
        return (words.Count > 0 ? string.Join(", ", words)
            : IsWhole(plain) ? "whole number"
            : plain == typeof(double) || plain == typeof(float) ? "number"
            : plain == typeof(string) ? "text"
            : SpecJson.TypeOf(plain) is var spec && spec is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } item }
            ? $"list of {InWords(item, isNullable: false)}"
            : $"object with {string.Join(", ", spec.Properties.Select(property => property.Name))}") + (isNullable ? $" or {Null}" : "");
    }

    private static JsonNode Word(Type type, string word) =>
        type == typeof(bool) ? JsonValue.Create(word == "true")
        : type.IsEnum ? JsonValue.Create(word)
        : new JsonObject { [Kind] = word };

    private static JsonValue? Number(Type type, string text) =>
        IsWhole(type)
            ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? JsonValue.Create(whole)
                : null
            : (type == typeof(double) || type == typeof(float))
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : null;

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long);

    private static JsonNode? Json(string path, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException error)
        {
            throw Refused(path, $"{text} is no JSON: {error.Message}");
        }
    }

    private static InvalidSpecException Refused(string path, string problem) => new(path, [problem]);
}
