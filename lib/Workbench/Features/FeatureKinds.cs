using System.Reflection;
using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>The kinds by which JSON names the features that are not of this library.</summary>
public static class FeatureKinds
{
    private static readonly string[] OwnKinds =
        [.. typeof(Feature).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(own => (string)own.TypeDiscriminator!)];

    /// <summary>
    /// Lets specs with this feature be written and read. Registered again, as when a cell runs twice, the newest type has the kind.
    /// </summary>
    /// <typeparam name="T">The feature: a record whose members are its identity.</typeparam>
    /// <param name="kind">What JSON calls it: a letter and then letters and digits, for instance <c>onnxEmbedding</c>.</param>
    /// <exception cref="WorkbenchException">No such word, or the kind of one of the library's own features.</exception>
    public static void Register<T>(string kind) where T : CustomFeature
    {
        if (kind.Length == 0 || !char.IsAsciiLetterLower(kind[0]) || !kind.All(char.IsAsciiLetterOrDigit))
            throw new WorkbenchException(
                $"The kind '{kind}' of {typeof(T).Name} must be a lower-case letter and then letters and digits, for instance myFeature.");
        if (OwnKinds.Contains(kind))
            throw new WorkbenchException($"The kind {kind} is that of one of the library's features; give {typeof(T).Name} another.");
        SpecJson.AddKind(typeof(Feature), typeof(T), kind);
    }

    /// <summary>Whether a type has a kind.</summary>
    internal static bool Knows(Type type) => SpecJson.HasKind(typeof(Feature), type);
}
