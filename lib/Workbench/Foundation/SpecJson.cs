using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Foundation;

/// <summary>
/// Specs as JSON. The canonical form (members in declaration order, no white space) identifies a spec by its SHA-256;
/// reading refuses unknown members and misses no required one.
/// </summary>
public static class SpecJson
{
    private static readonly JsonSerializerOptions Canonical = Options(indented: false);
    private static readonly JsonSerializerOptions Pretty = Options(indented: true);

    /// <summary>The spec as indented JSON, for people.</summary>
    public static string Write<T>(T spec) => JsonSerializer.Serialize(spec, Pretty);

    /// <summary>The canonical form, in one line.</summary>
    internal static string WriteCanonical<T>(T spec) =>
        JsonSerializer.Serialize(spec is ICanonical<T> { Canonical: var form } ? form : spec, Canonical);

    /// <summary>Reads a spec.</summary>
    /// <param name="json">JSON as <see cref="Write{T}"/> gives it.</param>
    /// <exception cref="InvalidSpecException">Not JSON, an unknown member, a missing one, or a value of the wrong type.</exception>
    public static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Pretty)
                ?? throw new InvalidSpecException(typeof(T).Name, ["The JSON is null; write an object."]);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // NotSupportedException: an object that must say its kind, and does not.
            throw new InvalidSpecException(typeof(T).Name,
                [error.Message, "Correct it after the JSON files of a run folder, which show every member."]);
        }
    }

    /// <summary>Reads a spec from a file.</summary>
    /// <param name="path">A file of JSON as <see cref="Write{T}"/> gives it.</param>
    /// <exception cref="InvalidSpecException">Not JSON, an unknown member, a missing one, or a value of the wrong type.</exception>
    /// <exception cref="WorkbenchException">The file cannot be read.</exception>
    public static T ReadFile<T>(string path)
    {
        try
        {
            return Read<T>(File.ReadAllText(path));
        }
        catch (InvalidSpecException error)
        {
            throw new InvalidSpecException($"{path}: {typeof(T).Name}", error.Problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The spec's identity: SHA-256 of its canonical JSON, 64 lower-case hexadecimal digits.</summary>
    public static string Hash<T>(T spec) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(WriteCanonical(spec))));

    private static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowTrailingCommas = true,
        AllowOutOfOrderMetadataProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        NumberHandling = JsonNumberHandling.Strict,
        WriteIndented = indented,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}
