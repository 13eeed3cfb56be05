using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Workbench.Foundation;

namespace Workbench.Docs.Pages;

/// <summary>A record of specs as JSON writes it.</summary>
/// <param name="Type">The record.</param>
internal sealed record SpecType(Type Type)
{
    private JsonTypeInfo Info => SpecJson.TypeOf(Type);

    /// <summary>What its heading says.</summary>
    public string Name => Type.Name;

    /// <summary>The kinds that it may be of; none for a plain record.</summary>
    public IReadOnlyList<(string Kind, SpecType Type)> Kinds =>
        [.. Info.PolymorphismOptions?.DerivedTypes.Select(d => ((string)d.TypeDiscriminator!, new SpecType(d.DerivedType))) ?? []];

    /// <summary>What is written of it, besides the kind.</summary>
    public IReadOnlyList<SpecMember> Members =>
    [
        .. Info.Properties.Where(property => property is { AttributeProvider: PropertyInfo, Get: not null }
            && (property.Set is not null || property.AssociatedParameter is not null))
            .Select(property => new SpecMember(this, property, (PropertyInfo)property.AttributeProvider!)),
    ];

    /// <summary>A record and all that its members hold, each once, in the order in which they are met.</summary>
    public static IReadOnlyList<SpecType> Below(Type root)
    {
        var found = new List<SpecType>();
        Add(root);
        return found;

        void Add(Type type)
        {
            var info = SpecJson.TypeOf(type);
            if (info.ElementType is { } element)
                Add(element);
            if (Nullable.GetUnderlyingType(type) is { } inner)
                Add(inner);
            var spec = new SpecType(type);
            if (info.Kind != JsonTypeInfoKind.Object || found.Contains(spec))
                return;
            found.Add(spec);
            foreach (var member in spec.Kinds.SelectMany(kind => kind.Type.Members).Concat(spec.Members))
                Add(member.Type);
        }
    }
}
