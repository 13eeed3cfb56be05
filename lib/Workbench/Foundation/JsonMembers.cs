using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Foundation;

/// <summary>
/// The members of an object in JSON. A path names one: <c>name</c>, or <c>object.name</c> inside a member that is an object.
/// </summary>
internal sealed class JsonMembers
{
    private readonly JsonObject members;
    private readonly JsonSerializerOptions options;
    private readonly HashSet<string> taken = [];

    /// <summary>No members yet.</summary>
    public JsonMembers(JsonSerializerOptions options) : this([], options)
    {
    }

    private JsonMembers(JsonObject members, JsonSerializerOptions options) => (this.members, this.options) = (members, options);

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonException">It is none, or a member of it stands twice.</exception>
    public static JsonMembers Read(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        var members = JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("There is no object here; write { ... }.");
        try
        {
            _ = members.ContainsKey("");
            return new(members, options);
        }
        catch (ArgumentException error)
        {
            throw new JsonException($"A member stands twice: {error.Message}", error);
        }
    }

    /// <summary>Writes the object.</summary>
    public void Write(Utf8JsonWriter writer) => members.WriteTo(writer, options);

    /// <summary>Puts a member behind those that are there.</summary>
    public void Put<TValue>(string path, TValue value)
    {
        var owner = members;
        if (Split(path) is var (group, name) && group is not null)
            owner = (JsonObject)(members[group] ??= new JsonObject());
        owner[name] = JsonSerializer.SerializeToNode(value, options);
    }

    /// <summary>Takes a member out.</summary>
    /// <exception cref="JsonException">It is missing, or of another type.</exception>
    public TValue Take<TValue>(string path) => TryTake(path, out var node)
        ? As<TValue>(path, node) ?? throw new JsonException($"The member {path} is null; give it a value.")
        : throw new JsonException($"The member {path} is missing; add it.");

    /// <summary>Takes a member out that may be missing or null.</summary>
    /// <exception cref="JsonException">It is of another type.</exception>
    public TValue? TakeIfAny<TValue>(string path) => TryTake(path, out var node) ? As<TValue>(path, node) : default;

    /// <summary>Refuses members that nobody took.</summary>
    /// <exception cref="JsonException">There is one.</exception>
    public void RequireNoOthers()
    {
        foreach (var (name, value) in members)
            if (value is not JsonObject { Count: 0 })
                throw new JsonException($"The member {name} is unknown; {NearestName.Hint(name, taken)}");
    }

    private bool TryTake(string path, out JsonNode? node)
    {
        var (group, name) = Split(path);
        taken.Add(group ?? name);
        node = null;
        return (group is null ? members : members[group] as JsonObject) is { } owner && owner.Remove(name, out node);
    }

    private TValue? As<TValue>(string path, JsonNode? node)
    {
        try
        {
            return node.Deserialize<TValue>(options);
        }
        catch (JsonException error)
        {
            throw new JsonException($"The member {path}: {error.Message}", error);
        }
    }

    private static (string? Group, string Name) Split(string path) =>
        path.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? (path[..point], path[(point + 1)..]) : (null, path);
}
