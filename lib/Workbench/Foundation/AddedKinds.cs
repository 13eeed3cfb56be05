using System.Reflection;
using System.Text.Json.Serialization;

namespace Workbench.Foundation;

/// <summary>The kinds by which JSON names the specs of one sort that are not of this library.</summary>
/// <param name="of">The base of the sort, whose attributes name the library's own kinds.</param>
/// <param name="plural">What people call the sort, for instance <c>features</c>.</param>
/// <param name="example">A kind as one would write it.</param>
internal sealed class AddedKinds(Type of, string plural, string example)
{
    private readonly string[] ownKinds =
        [.. of.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(own => (string)own.TypeDiscriminator!)];

    /// <summary>Lets specs of a type be written and read. Of two types of one kind the newer one counts.</summary>
    /// <exception cref="WorkbenchException">The kind is no such word, or one of the library's own.</exception>
    public void Register(Type type, string kind)
    {
        if (kind.Length == 0 || !char.IsAsciiLetterLower(kind[0]) || !kind.All(char.IsAsciiLetterOrDigit))
            throw new WorkbenchException(
                $"The kind '{kind}' of {type.Name} must be a lower-case letter and then letters and digits, for instance {example}.");
        if (ownKinds.Contains(kind))
            throw new WorkbenchException($"The kind {kind} is that of one of the library's {plural}; give {type.Name} another.");
        SpecJson.AddKind(of, type, kind);
    }

    /// <summary>Whether a type has a kind.</summary>
    public bool Know(Type type) => SpecJson.HasKind(of, type);
}
