using System.Globalization;

namespace Workbench.Kernel.Languages;

/// <summary>Types as F# writes them.</summary>
internal static class FSharpType
{
    /// <summary>For the compiler: with all namespaces.</summary>
    public static string FullName(Type type)
    {
        if (type.IsArray)
            return $"{FullName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        var arguments = new Queue<string>(type.GetGenericArguments().Select(FullName));
        var names = Nesting(type).Select(part => part.Name.Split('`') is [var bare, var count]
            ? $"{bare}<{string.Join(", ", Take(int.Parse(count, CultureInfo.InvariantCulture)))}>" : part.Name);
        IEnumerable<string> Take(int count) => Enumerable.Range(0, count).Select(_ => arguments.Dequeue());
        return $"global.{(type.Namespace is { } space ? space + "." : "")}{string.Join('.', names)}";
    }

    private static IEnumerable<Type> Nesting(Type type) => (type.DeclaringType is { } outer ? Nesting(outer) : []).Append(type);
}
