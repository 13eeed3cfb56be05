using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Workbench.Foundation;

namespace Workbench.Docs.Pages;

/// <summary>A member of a record of specs.</summary>
internal sealed class SpecMember(SpecType owner, JsonPropertyInfo json, PropertyInfo property)
{
    /// <summary>The longest default that a table shows, in characters; that of records stands in their own section.</summary>
    private const int LongestDefault = 60;

    /// <summary>What JSON calls it.</summary>
    public string Name => json.Name;

    /// <summary>The property of the record.</summary>
    public PropertyInfo Property => property;

    /// <summary>What it holds.</summary>
    public Type Type => json.PropertyType;

    /// <summary>What it can be, in Markdown.</summary>
    public string Values => Words(Type) + (IsNullable ? " or `null`" : "");

    /// <summary>Its value where it is left out, in Markdown.</summary>
    public string Default
    {
        get
        {
            if (owner.Type.GetConstructor(Type.EmptyTypes) is { } constructor && !json.IsRequired)
                return Shown(json.Get!(constructor.Invoke([])));
            var parameter = owner.Type.GetConstructors().SelectMany(c => c.GetParameters()).FirstOrDefault(p => p.Name == property.Name);
            return parameter is { HasDefaultValue: true } ? Shown(parameter.DefaultValue) : "required";
        }
    }

    private bool IsNullable => Nullable.GetUnderlyingType(Type) is not null
        || new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    private string Shown(object? value)
    {
        if (value is not null && Type.IsEnum && value is not Enum)
            value = Enum.ToObject(Type, value);
        var text = value is null ? "null" : SpecJson.ToNode(value, Type)?.ToJsonString() ?? "null";
        return text.Length <= LongestDefault ? $"`{text}`" : "as above";
    }

    private static string Words(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return string.Join(", ", Enum.GetValues(type).Cast<object>().Select(word => $"`{SpecJson.ToNode(word, type)}`"));
        var info = SpecJson.TypeOf(type);
        return info.ElementType is { } element ? $"a list of: {Words(element)}"
            : info.Kind == JsonTypeInfoKind.Object ? $"[{type.Name}](#{type.Name.ToLower(CultureInfo.InvariantCulture)})"
            : type == typeof(bool) ? "`true`, `false`"
            : type == typeof(string) ? "text"
            : type == typeof(int) || type == typeof(long) ? "a whole number"
            : type == typeof(double) || type == typeof(float) ? "a number"
            : "text";
    }
}
