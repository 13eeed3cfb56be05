namespace Workbench.Kernel.Languages;

/// <summary>Types as C# writes them.</summary>
internal static class CSharpType
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(short)] = "short",
        [typeof(string)] = "string",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
    };

    /// <summary>For people: without namespaces.</summary>
    public static string Name(Type type) => Write(type, qualified: false);

    /// <summary>For the compiler: with all namespaces.</summary>
    public static string FullName(Type type) => Write(type, qualified: true);

    private static string Write(Type type, bool qualified)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsArray)
        {
            // int[][,] is an array of int[,]: the ranks are written from the outside in.
            var element = type.GetElementType()!;
            var ranks = $"[{new string(',', type.GetArrayRank() - 1)}]";
            for (; element.IsArray; element = element.GetElementType()!)
                ranks += $"[{new string(',', element.GetArrayRank() - 1)}]";
            return Write(element, qualified) + ranks;
        }
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Write(underlying, qualified) + "?";
        var arguments = new Queue<Type>(type.GetGenericArguments());
        var names = new List<string>();
        foreach (var part in Nesting(type))
        {
            var (name, count) = part.Name.Split('`') is [var bare, var digits]
                ? (bare, int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture))
                : (part.Name, 0);
            var given = Enumerable.Range(0, count).Select(_ => Write(arguments.Dequeue(), qualified)).ToArray();
            names.Add(given.Length == 0 ? name : $"{name}<{string.Join(", ", given)}>");
        }
        return (qualified && type.Namespace is { } space ? $"global::{space}." : "") + string.Join('.', names);
    }

    /// <summary>The type and those that it stands in, outermost first; without what the compiler makes of a cell.</summary>
    private static IEnumerable<Type> Nesting(Type type) =>
        (type.DeclaringType is { } outer ? Nesting(outer) : []).Append(type).Where(part => part is not { Name: "Script", Namespace: null });
}
