using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Workbench.Foundation;

/// <summary>
/// The members of a spec by their places in its JSON, those that JSON leaves out included: <c>training.optimizer.learningRate</c>. Of what
/// kind a polymorphic member is, its <c>kind</c> says.
/// </summary>
internal static class SpecMembers
{
    /// <summary>Every value of a spec.</summary>
    public static IEnumerable<SpecMember> Of(object spec) => Of(spec, "");

    /// <summary>The spec with one value changed.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="path">The value's place, also within a spec that is null so far.</param>
    /// <param name="text">
    /// The value: a word or a number; <c>null</c>; of what has kinds, the name of one; of a list, its items with commas between; or JSON.
    /// </param>
    /// <returns>The spec; null if it has no such place.</returns>
    /// <exception cref="InvalidSpecException">The value does not fit.</exception>
    public static T? With<T>(T spec, string path, string text) where T : class
    {
        var root = JsonNode.Parse(SpecJson.Write(spec))!.AsObject();
        var (node, type, value) = (root, typeof(T), (object?)spec);
        string[] names = path.Split('.');
        for (var i = 0; ; i++)
        {
            var isLast = i == names.Length - 1;
            if (PropertyOf(type, value, names[i]) is not { } property)
                return null;
            if (isLast || names[(i + 1)..] is [SpecValue.Kind] && SpecValue.KindsOf(property.PropertyType).Any())
            {
                node[names[i]] = SpecValue.Parse(property.PropertyType, IsNullable(property), path, text);
                return SpecJson.Read<T>(root.ToJsonString());
            }
            value = value is null ? null : property.Get!(value);
            type = property.PropertyType;
            if (!IsSpec(type, value))
                return null;
            node = (node[names[i]] ??= new JsonObject()).AsObject();
        }
    }

    /// <summary>The members that a type has itself.</summary>
    public static IEnumerable<string> NamesOf(Type type) =>
        SpecJson.TypeOf(type).Properties.Where(IsMember).Select(property => property.Name);

    private static IEnumerable<SpecMember> Of(object spec, string prefix) =>
        SpecJson.TypeOf(spec.GetType()).Properties.Where(IsMember).SelectMany(property =>
        {
            var (path, value) = (prefix + property.Name, property.Get!(spec));
            return value is not null && IsSpec(property.PropertyType, value)
                ? KindOf(property.PropertyType, value, path).Concat(Of(value, path + "."))
                : [new SpecMember(path, property.PropertyType, IsNullable(property),
                    SpecJson.ToNode(value, property.PropertyType))];
        });

    private static IEnumerable<SpecMember> KindOf(Type declared, object value, string path) => SpecValue.KindsOf(declared)
        .Where(kind => kind.DerivedType == value.GetType())
        .Select(kind => new SpecMember($"{path}.{SpecValue.Kind}", declared, IsNullable: false, (string)kind.TypeDiscriminator!));

    private static JsonPropertyInfo? PropertyOf(Type type, object? value, string name) =>
        SpecJson.TypeOf(value?.GetType() ?? type).Properties.FirstOrDefault(property => property.Name == name && IsMember(property));

    /// <summary>What can only be read follows from the others.</summary>
    private static bool IsMember(JsonPropertyInfo property) => property.Get is not null && property.Set is not null
        || property.AssociatedParameter is not null;

    private static bool IsNullable(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsSetNullable;

    private static bool IsSpec(Type type, object? value) =>
        SpecJson.TypeOf(value?.GetType() ?? type) is { Kind: JsonTypeInfoKind.Object } info && info.Type.IsClass;
}
