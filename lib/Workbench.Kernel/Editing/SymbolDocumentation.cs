using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Editing;

/// <summary>
/// Reads the XML documentation of a library from the file beside it, and that of the framework from the SDK, which
/// ships it. Files are read each time they are asked: nothing of them stays in memory.
/// </summary>
internal static partial class SymbolDocumentation
{
    private static readonly Lazy<string[]> FrameworkFiles = new(FindFrameworkFiles);

    /// <summary>Summary, parameters and returned value as plain text; empty without documentation.</summary>
    public static string Text(ISymbol symbol, Compilation compilation) => Text([symbol], compilation);

    /// <summary>
    /// The same of overloads: the summary and the returned value of the first, and each parameter as the first that has it explains it.
    /// </summary>
    public static string Text(IReadOnlyList<ISymbol> overloads, Compilation compilation)
    {
        if (overloads is [IParameterSymbol { ContainingSymbol: { } method } parameter])
            return Documented([method], compilation).Elements("param").Where(of => (string?)of.Attribute("name") == parameter.Name)
                .Select(Plain).FirstOrDefault() ?? "";
        var elements = Documented(overloads, compilation);
        return string.Join('\n',
        [
            .. elements.Take(1).Elements("summary").Select(Plain),
            .. elements.Elements("param").DistinctBy(parameter => (string?)parameter.Attribute("name"))
                .Select(parameter => $"{(string?)parameter.Attribute("name")}: {Plain(parameter)}"),
            .. elements.Take(1).Elements("returns").Select(returned => $"Returns: {Plain(returned)}"),
        ]);
    }

    /// <summary>The elements of those that are documented, in their order.</summary>
    private static List<XElement> Documented(IReadOnlyList<ISymbol> symbols, Compilation compilation)
    {
        List<ISymbol> originals =
        [
            .. symbols.Select(symbol => (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition),
        ];
        var own = Elements(originals, compilation);
        // Who says nothing of its own says what it inherits.
        var said = originals.Select(symbol =>
            own.GetValueOrDefault(symbol)?.Element("summary") is null ? Inherited(symbol)?.OriginalDefinition ?? symbol : symbol).ToList();
        var inherited = Elements([.. said.Except(originals, SymbolEqualityComparer.Default).OfType<ISymbol>()], compilation);
        return [.. said.Select(symbol => own.GetValueOrDefault(symbol) ?? inherited.GetValueOrDefault(symbol)).OfType<XElement>()];
    }

    private static ISymbol? Inherited(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => symbol.ContainingType,
        IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
        { ContainingType: { } type } => type.AllInterfaces.SelectMany(face => face.GetMembers(symbol.Name))
            .FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol)),
        _ => null,
    };

    /// <summary>The elements by their symbols; each file is read once for all.</summary>
    private static Dictionary<ISymbol, XElement> Elements(IReadOnlyList<ISymbol> symbols, Compilation compilation)
    {
        var found = new Dictionary<ISymbol, XElement>(SymbolEqualityComparer.Default);
        foreach (var type in symbols.GroupBy(symbol => symbol.ContainingType ?? symbol, SymbolEqualityComparer.Default))
        {
            var wanted = type.Where(symbol => symbol.GetDocumentationCommentId() is not null)
                .DistinctBy(symbol => symbol.GetDocumentationCommentId()).ToDictionary(symbol => symbol.GetDocumentationCommentId()!);
            if (type.Key?.ContainingAssembly is not { } assembly || type.Key.GetDocumentationCommentId() is not { } id
                || compilation.GetMetadataReference(assembly) is not PortableExecutableReference { FilePath: { } path })
                continue;
            foreach (var file in Files(path, id[2..]))
                Find(file, wanted, found);
        }
        return found;
    }

    /// <summary>The framework documents a type in the file of its assembly, of its namespace, or in the common one.</summary>
    private static IEnumerable<string> Files(string library, string name) =>
        File.Exists(Path.ChangeExtension(library, ".xml")) ? [Path.ChangeExtension(library, ".xml")]
        : Path.GetDirectoryName(library) != HostReferences.FrameworkFolder ? []
        : FrameworkFiles.Value
            .Where(file => Path.GetFileNameWithoutExtension(file) is var part
                && (part == "System.Runtime" || part == Path.GetFileNameWithoutExtension(library)
                    || name.StartsWith(part + ".", StringComparison.Ordinal)))
            .OrderByDescending(file => file.Length);

    private static string[] FindFrameworkFiles()
    {
        var packs = Path.Combine(HostReferences.FrameworkFolder, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        return Directory.Exists(packs) ? Directory.GetFiles(packs, "*.xml", SearchOption.AllDirectories) : [];
    }

    /// <summary>Moves what the file documents from those that are wanted to those that are found.</summary>
    private static void Find(string file, Dictionary<string, ISymbol> wanted, Dictionary<ISymbol, XElement> found)
    {
        using var reader = XmlReader.Create(file);
        while (wanted.Count > 0 && reader.ReadToFollowing("member"))
            if (reader.GetAttribute("name") is { } id && wanted.Remove(id, out var symbol))
                found.TryAdd(symbol, (XElement)XNode.ReadFrom(reader));
    }

    private static string Plain(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.DescendantNodes())
            if (node is XText part)
                text.Append(part.Value);
            else if (node is XElement { IsEmpty: true } reference
                && (reference.Attribute("name") ?? reference.Attribute("langword") ?? reference.Attribute("cref")) is { } target)
                text.Append(Name(target.Value));
            else if (node is XElement { Name.LocalName: "para" or "br" })
                text.Append(' ');
        return Blanks().Replace(text.ToString(), " ").Trim();
    }

    /// <summary><c>M:System.Math.Abs(System.Int32)</c> is Math.Abs to a reader, <c>T:System.Math</c> Math.</summary>
    private static string Name(string reference)
    {
        var name = Arity().Replace(reference.Split('(')[0], "");
        var parts = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('.');
        return string.Join('.', parts[^Math.Min(parts.Length, name[0] is 'T' or 'N' ? 1 : 2)..]);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
