using System.Reflection;

namespace Workbench.Tests.Architecture;

/// <summary>Types as C# writes them, with what may be null; without their namespaces.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>A type that nothing is known of but itself.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>The type of a parameter or of what a method returns.</summary>
    public static string Of(ParameterInfo parameter)
    {
        var text = Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        return !parameter.ParameterType.IsByRef ? text
            : parameter.IsOut ? $"out {text}" : parameter.IsIn ? $"in {text}" : $"ref {text}";
    }

    /// <summary>The type of a property.</summary>
    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    /// <summary>The type of a field.</summary>
    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field));

    /// <summary>The type parameters of a method, empty where it has none.</summary>
    public static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Of(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, info?.ElementType ?? info);
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value, info) + "?";
        var mayBeNull = info is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable }
            && !type.IsValueType && !type.IsGenericParameter;
        return Plain(type, info) + (mayBeNull ? "?" : "");
    }

    private static string Plain(Type type, NullabilityInfo? info)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, info?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter)
            return type.Name;
        var arguments = type.GetGenericArguments()
            .Select((argument, i) => Of(argument, i < info?.GenericTypeArguments.Length ? info.GenericTypeArguments[i] : null)).ToArray();
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
            return $"({string.Join(", ", arguments)})";
        var inherited = type.DeclaringType is { IsGenericType: true } outer ? outer.GetGenericArguments().Length : 0;
        var own = arguments.Length > inherited ? $"<{string.Join(", ", arguments[inherited..])}>" : "";
        return $"{(type.DeclaringType is { } around ? $"{Of(around)}." : "")}{type.Name.Split('`')[0]}{own}";
    }
}
