using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Workbench.Tests.Architecture;

/// <summary>
/// What others may use of an assembly, as text: one line a type and one a member, sorted, so that a change of it is a change of few
/// lines. What the compiler makes for records, and what overrides a member that is listed already, is left out.
/// </summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All lines.</summary>
    public static ImmutableArray<string> Of(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes().Where(type => !IsOfTheCompiler(type)).SelectMany(Lines).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Lines(Type type)
    {
        var name = $"{type.Namespace}.{TypeText.Of(type)}";
        yield return $"{name} : {string.Join(", ", Bases(type).Prepend(Kind(type)))}";
        if (!type.IsSubclassOf(typeof(Delegate)))
            foreach (var line in type.GetMembers(Declared).Select(Line).OfType<string>())
                yield return name + line;
    }

    private static string Kind(Type type)
    {
        var isRecord = type.GetMethods(Declared).Any(method => method.Name == (type.IsValueType ? "PrintMembers" : "<Clone>$"));
        return type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => (type.IsByRefLike ? "ref " : "") + (isRecord ? "record struct" : "struct"),
            _ when type.IsSubclassOf(typeof(Delegate)) =>
                $"delegate {Parameters(type.GetMethod("Invoke")!)} -> {TypeText.Of(type.GetMethod("Invoke")!.ReturnParameter)}",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class"),
        };
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)))
            return [];
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var interfaces = type.GetInterfaces().Except(inherited).Where(i => i.IsVisible).ToArray();
        var own = interfaces.Except(interfaces.SelectMany(i => i.GetInterfaces()))
            .Where(i => !(i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>)))
            .Select(i => TypeText.Of(i)).Order(StringComparer.Ordinal);
        var isPlain = type.BaseType is null || type.BaseType == typeof(object) || type.BaseType == typeof(ValueType);
        return isPlain ? own : own.Prepend(TypeText.Of(type.BaseType!));
    }

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when IsSeen(field.IsPublic, field.IsFamily || field.IsFamilyOrAssembly, field) =>
            field.DeclaringType!.IsEnum
                ? $".{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}"
                : $".{field.Name}{(field.IsLiteral ? $" = {Value(field.GetRawConstantValue())}" : "")} -> {TypeText.Of(field)}"
                    + (field.IsLiteral ? ", const" : field.IsStatic ? ", static" : ""),
        ConstructorInfo { IsStatic: false } constructor when IsSeen(constructor) => Parameters(constructor),
        MethodInfo method when IsSeen(method) && !IsRepeated(method) =>
            $".{method.Name}{TypeText.Arguments(method)}{Parameters(method)} -> {TypeText.Of(method.ReturnParameter)}{Modifiers(method)}",
        PropertyInfo property when property.Name != "EqualityContract" && Accessors(property) is { Count: > 0 } accessors
            && accessors[0].GetBaseDefinition() == accessors[0] =>
            $".{property.Name}{(property.GetIndexParameters().Length > 0 ? Parameters(accessors[0]) : "")} "
            + $"{{ {string.Join(" ", accessors.Select(AccessorName))} }} -> {TypeText.Of(property)}{Modifiers(accessors[0])}"
            + (property.IsDefined(typeof(RequiredMemberAttribute)) ? ", required" : ""),
        EventInfo raised when raised.AddMethod is { } add && IsSeen(add.IsPublic, add.IsFamily || add.IsFamilyOrAssembly, raised) =>
            $".{raised.Name} -> {TypeText.Of(raised.EventHandlerType!)}, event{(add.IsStatic ? ", static" : "")}",
        _ => null,
    };

    private static List<MethodInfo> Accessors(PropertyInfo property) =>
    [
        .. new[] { property.GetMethod, property.SetMethod }.OfType<MethodInfo>()
            .Where(accessor => IsSeen(accessor.IsPublic, accessor.IsFamily || accessor.IsFamilyOrAssembly, property)),
    ];

    private static string AccessorName(MethodInfo accessor) =>
        !accessor.Name.StartsWith("set_", StringComparison.Ordinal) ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";

    private static bool IsSeen(MethodBase method) =>
        (!method.IsSpecialName || method is ConstructorInfo || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && !IsOfTheCompiler(method) && IsSeen(method.IsPublic, method.IsFamily || method.IsFamilyOrAssembly, method);

    private static bool IsSeen(bool isPublic, bool isProtected, MemberInfo member) =>
        isPublic || (isProtected && !member.DeclaringType!.IsSealed);

    private static bool IsOfTheCompiler(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal) || member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsRepeated(MethodInfo method) =>
        method.GetBaseDefinition() != method || method.Name is "Equals" or "GetHashCode" or "ToString" or "PrintMembers";

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? ", protected" : "")
        + (method.IsStatic ? ", static" : "")
        + (method.DeclaringType!.IsInterface ? ""
            : method.IsAbstract ? ", abstract" : method is { IsVirtual: true, IsFinal: false } ? ", virtual" : "");

    private static string Parameters(MethodBase method) => $"({string.Join(", ", method.GetParameters()
        .Where(parameter => !(parameter.Member.Name.StartsWith("set_", StringComparison.Ordinal) && parameter.Name == "value"))
        .Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "")
        + $"{TypeText.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Value(parameter.RawDefaultValue)}" : "")}";

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text.ReplaceLineEndings("\\n")}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
