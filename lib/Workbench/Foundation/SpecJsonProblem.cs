using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Workbench.Foundation;

/// <summary>What is wrong with the JSON of a spec, by the names of the JSON: where, and what was meant.</summary>
/// <remarks>
/// The serializer tells it by the names of .NET's types; its sentences are those of .NET 10, and any other stays as it is.
/// </remarks>
internal static partial class SpecJsonProblem
{
    private const string Remedy = "Correct it after the JSON files of a run folder, which show every member.";

    /// <summary>The sentence.</summary>
    /// <param name="error">What the serializer threw.</param>
    /// <param name="spec">What was read.</param>
    public static string Of(Exception error, Type spec)
    {
        var path = (error as JsonException)?.Path ?? PathInMessage().Match(error.Message).Groups[1].Value;
        var place = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path.TrimStart('$');
        var line = error is JsonException { LineNumber: > 0 and var number }
            ? string.Create(CultureInfo.InvariantCulture, $" (line {number + 1})")
            : "";
        if (UnknownMember().Match(error.Message) is { Success: true } member)
            return $"{At(Within(place, member.Groups[1].Value), line)}no such member; "
                + NearestName.Hint(member.Groups[1].Value, MembersOf(member.Groups[2].Value));
        var type = TypeAt(spec, path);
        string[] kinds = type is null ? [] : [.. SpecValue.KindsOf(type).Select(kind => (string)kind.TypeDiscriminator!)];
        if (UnknownKind().Match(error.Message) is { Success: true } kind)
            return $"{At(place, line)}no such kind {kind.Groups[1].Value}; {NearestName.Hint(kind.Groups[1].Value, kinds)}";
        if (error is NotSupportedException && kinds.Length > 0)
            return $"{At(place, line)}the member {SpecValue.Kind} is missing; it is one of {string.Join(", ", kinds)}.";
        if ((type == typeof(string) || type?.IsValueType == true)
            && error.Message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
            return $"{At(place, line)}that is no {SpecValue.InWords(type!, isNullable: false)}.";
        return $"{At(place, line)}{WhereInMessage().Replace(error.Message, "")} {Remedy}";
    }

    private static string At(string place, string line) => (place + line).Trim() is { Length: > 0 } where ? $"{where}: " : "";

    private static string Within(string place, string name) =>
        place == name || place.EndsWith($".{name}", StringComparison.Ordinal) ? place : place.Length == 0 ? name : $"{place}.{name}";

    /// <summary>The members of a type of this library; none of any other.</summary>
    private static IEnumerable<string> MembersOf(string typeName) =>
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(typeName)).FirstOrDefault(type => type is not null)
            is { } type
            ? SpecMembers.NamesOf(type)
            : [];

    /// <summary>The type of what stands at a path, <c>$.layers[2].units</c>; null if the path leads nowhere.</summary>
    private static Type? TypeAt(Type type, string path)
    {
        foreach (Match step in Step().Matches(path))
        {
            var info = SpecJson.TypeOf(type);
            var next = step.Value[0] == '[' ? info.ElementType : MemberType(info, step.Value);
            if (next is null)
                return null;
            type = Nullable.GetUnderlyingType(next) ?? next;
        }
        return type;
    }

    /// <summary>The type of a member, which one of its kinds alone may have.</summary>
    private static Type? MemberType(JsonTypeInfo info, string name) =>
        SpecValue.KindsOf(info.Type).Select(kind => SpecJson.TypeOf(kind.DerivedType)).Prepend(info)
            .SelectMany(known => known.Properties)
            .FirstOrDefault(property => property.Name == name)?.PropertyType;

    [GeneratedRegex(@"^The JSON property '(.+)' could not be mapped to any \.NET member contained in type '(.+)'\.")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("^Read unrecognized type discriminator id '(.+)'\\.")]
    private static partial Regex UnknownKind();

    [GeneratedRegex(@"Path: (\$\S*)")]
    private static partial Regex PathInMessage();

    [GeneratedRegex(@" (Path: \S+ \| )?LineNumber: \d+ \| BytePositionInLine: \d+\.$")]
    private static partial Regex WhereInMessage();

    [GeneratedRegex(@"\[\d+\]|[^$.\[\]']+")]
    private static partial Regex Step();
}
