using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Workbench.Foundation;

namespace Workbench.Docs.Pages;

/// <summary>The XML comments of the library, as Markdown.</summary>
internal sealed partial class CodeDocumentation
{
    private readonly Dictionary<string, XElement> members;

    private CodeDocumentation(XDocument document) =>
        members = document.Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);

    /// <summary>Those of <c>Workbench.dll</c>, which lie beside it.</summary>
    public static CodeDocumentation OfTheLibrary() =>
        new(XDocument.Load(Path.ChangeExtension(typeof(SpecJson).Assembly.Location, ".xml"), LoadOptions.PreserveWhitespace));

    /// <summary>A part of what stands above a type: <c>summary</c>, <c>unit</c>.</summary>
    /// <exception cref="DocsException">It is not there.</exception>
    public string Of(Type type, string part = "summary") => Of($"T:{Name(type)}", part);

    /// <summary>The summary of a property.</summary>
    /// <exception cref="DocsException">It is not there.</exception>
    public string Of(PropertyInfo property) => Of($"P:{Name(property.DeclaringType!)}.{property.Name}");

    /// <summary>A part of what stands above a member.</summary>
    /// <param name="member">As XML files name it: <c>P:Workbench.Features.FeatureSpec.Default</c>.</param>
    /// <param name="part">The element.</param>
    /// <exception cref="DocsException">It is not there.</exception>
    public string Of(string member, string part = "summary") => members.GetValueOrDefault(member)?.Element(part) is { } element
        ? Spaces().Replace(Markdown(element), " ").Trim()
        : throw new DocsException($"{member[2..]} has no <{part}> in its comment; write one, which the documentation shows.");

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Markdown(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
            text.Append(node switch
            {
                XText plain => plain.Value.Replace("<", "&lt;", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal),
                XElement { Name.LocalName: "see" } see when (string?)see.Attribute("cref") is { } name => Named(name),
                XElement { Name.LocalName: "see" } see => $"`{(string?)see.Attribute("langword")}`",
                XElement { Name.LocalName: "paramref" } parameter => $"`{(string?)parameter.Attribute("name")}`",
                XElement inner => $"`{inner.Value}`",
                _ => "",
            });
        return text.ToString();
    }

    /// <summary>A link to the page of what is public, the last name of anything else.</summary>
    private static string Named(string name)
    {
        var id = name[2..];
        var words = id.Split('(')[0].Split('.');
        var isPublic = name[0] == 'T' && typeof(SpecJson).Assembly.GetType(id) is { IsVisible: true };
        return isPublic ? $"<xref:{id}>" : $"`{words[^1]}`";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
