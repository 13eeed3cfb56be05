using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Workbench.Foundation;

/// <summary>
/// Specs as JSON. The canonical form (members in declaration order, no white space) identifies a spec by its SHA-256;
/// reading refuses unknown members and misses no required one.
/// </summary>
public static class SpecJson
{
    /// <summary>The longest file of a spec, in bytes: far longer than any that is meant.</summary>
    private const long MostBytes = 64L << 20;

    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<string, string> KindsElsewhere = [];
    private static volatile Forms forms = new([]);

    /// <summary>The spec as indented JSON, for people.</summary>
    public static string Write<T>(T spec) => JsonSerializer.Serialize(spec, forms.Pretty);

    /// <summary>The canonical form, in one line.</summary>
    internal static string WriteCanonical<T>(T spec) =>
        JsonSerializer.Serialize(spec is ICanonical<T> { Canonical: var form } ? form : spec, forms.Canonical);

    /// <summary>Reads a spec.</summary>
    /// <param name="json">JSON as <see cref="Write{T}"/> gives it.</param>
    /// <exception cref="InvalidSpecException">Not JSON, an unknown member, a missing one, or a value of the wrong type.</exception>
    public static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, forms.Pretty)
                ?? throw new InvalidSpecException(typeof(T).Name, ["The JSON is null; write an object."]);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            // NotSupportedException: an object that must say its kind, and does not.
            throw new InvalidSpecException(typeof(T).Name, [SpecJsonProblem.Of(error, typeof(T)), .. RemediesFor(error)]);
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
            RequirePlainFile(path);
            return Read<T>(File.ReadAllText(path));
        }
        catch (InvalidSpecException error)
        {
            throw new InvalidSpecException($"{path}: {typeof(T).Name}", error.Problems);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var meant = File.Exists(path) ? "" : NearestPath.Hint(path);
            throw new WorkbenchException($"{path}: cannot be read: {error.Message}{meant}", error);
        }
    }

    /// <summary>Refuses what would be read without end, or not at all, before it is opened: the length of pipes and devices is 0.</summary>
    private static void RequirePlainFile(string path)
    {
        if (Directory.Exists(path))
            throw new WorkbenchException($"{path} is a folder; name a file of JSON.");
        if (new FileInfo(path) is { Exists: true, Length: var length } && length is 0 or > MostBytes)
            throw new WorkbenchException(length == 0
                ? $"{path} is empty, or no plain file; name a file of JSON."
                : string.Create(CultureInfo.InvariantCulture, $"{path} has {length:N0} bytes, and no spec has more than {MostBytes:N0}."));
    }

    /// <summary>The spec's identity: SHA-256 of its canonical JSON, 64 lower-case hexadecimal digits.</summary>
    public static string Hash<T>(T spec) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(WriteCanonical(spec))));

    /// <summary>
    /// Lets a polymorphic spec be of one more type, beside those that its attributes name. Of two types of one kind the newer one counts.
    /// </summary>
    internal static void AddKind(Type of, Type type, string kind)
    {
        lock (Gate)
            if (!forms.Kinds.Contains(new(of, type, kind)))
                forms = new([.. forms.Kinds.Where(k => k.Of != of || (k.Type != type && k.Kind != kind)), new(of, type, kind)]);
    }

    /// <summary>Whether <see cref="AddKind"/> was told of a type.</summary>
    internal static bool HasKind(Type of, Type type) => forms.Kinds.Any(kind => kind.Of == of && kind.Type == type);

    /// <summary>How a type is written.</summary>
    internal static JsonTypeInfo TypeOf(Type type) => forms.Pretty.GetTypeInfo(type);

    /// <summary>A value as JSON.</summary>
    internal static JsonNode? ToNode(object? value, Type type) => JsonSerializer.SerializeToNode(value, type, forms.Pretty);

    private static IEnumerable<string> RemediesFor(Exception error) => KindsElsewhere
        .Where(kind => error.Message.Contains($"'{kind.Key}'", StringComparison.Ordinal)).Select(kind => kind.Value);

    private static JsonSerializerOptions Options(bool indented, ImmutableArray<AddedKind> kinds) => new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { type => AddKinds(type, kinds), LeaveOutEmpty } },
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowTrailingCommas = true,
        AllowOutOfOrderMetadataProperties = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        NumberHandling = JsonNumberHandling.Strict,
        WriteIndented = indented,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static void AddKinds(JsonTypeInfo type, ImmutableArray<AddedKind> kinds)
    {
        if (type.PolymorphismOptions is not { } known)
            return;
        foreach (var elsewhere in type.Type.GetCustomAttributes<KindElsewhereAttribute>())
            KindsElsewhere.TryAdd(elsewhere.Kind, elsewhere.Remedy);
        foreach (var added in kinds.Where(kind => kind.Of == type.Type))
            known.DerivedTypes.Add(new(added.Type, added.Kind));
    }

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.AttributeProvider?.IsDefined(typeof(JsonIgnoreEmptyAttribute), inherit: false) == true)
                property.ShouldSerialize = (_, list) => list is not ICollection { Count: 0 };
    }

    private sealed record AddedKind(Type Of, Type Type, string Kind);

    /// <summary>
    /// How JSON is written with certain kinds: options that were used do not change any more. They are made when the first spec is written,
    /// so that programs that read none start as fast as ever.
    /// </summary>
    private sealed class Forms(ImmutableArray<AddedKind> kinds)
    {
        public ImmutableArray<AddedKind> Kinds => kinds;

        public JsonSerializerOptions Canonical => field ??= Options(indented: false, kinds);

        public JsonSerializerOptions Pretty => field ??= Options(indented: true, kinds);
    }
}
