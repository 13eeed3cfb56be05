using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Scripting;

/// <summary>
/// Reads the XML documentation of a library from the file beside it, and that of the framework from the SDK, which
/// ships it. Files are read each time they are asked: nothing of them stays in memory.
/// </summary>
internal static partial class SymbolDocumentation
{
    private static readonly Lazy<string[]> FrameworkFiles = new(FindFrameworkFiles);

    /// <summary>Summary, parameters and returned value as plain text; empty without documentation.</summary>
    public static string Text(ISymbol symbol, Compilation compilation)
    {
        symbol = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;
        var element = Element(symbol, compilation);
        if (element?.Element("summary") is null && Inherited(symbol) is { } inherited)
            element = Element(inherited.OriginalDefinition, compilation);
        if (element is null)
            return "";
        var lines = element.Elements("summary").Select(Plain).ToList();
        lines.AddRange(element.Elements("param").Select(parameter => $"{(string?)parameter.Attribute("name")}: {Plain(parameter)}"));
        lines.AddRange(element.Elements("returns").Select(returned => $"Returns: {Plain(returned)}"));
        return string.Join('\n', lines);
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

    private static XElement? Element(ISymbol symbol, Compilation compilation)
    {
        if (symbol.GetDocumentationCommentId() is not { } id || symbol.ContainingAssembly is not { } assembly
            || compilation.GetMetadataReference(assembly) is not PortableExecutableReference { FilePath: { } path })
            return null;
        return Files(path, id[2..]).Select(file => Find(file, id)).FirstOrDefault(element => element is not null);
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

    private static XElement? Find(string file, string id)
    {
        using var reader = XmlReader.Create(file);
        while (reader.ReadToFollowing("member"))
            if (reader.GetAttribute("name") == id)
                return (XElement)XNode.ReadFrom(reader);
        return null;
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
