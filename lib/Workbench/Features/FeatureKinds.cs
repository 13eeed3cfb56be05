using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>The kinds by which JSON names the features that are not of this library.</summary>
public static class FeatureKinds
{
    private static readonly AddedKinds Kinds = new(typeof(Feature), "features", "myFeature");

    /// <summary>
    /// Lets specs with this feature be written and read. Registered again, as when a cell runs twice, the newest type has the kind.
    /// </summary>
    /// <typeparam name="T">The feature: a record whose members are its identity.</typeparam>
    /// <param name="kind">What JSON calls it: a letter and then letters and digits, for instance <c>onnxEmbedding</c>.</param>
    /// <exception cref="WorkbenchException">No such word, or the kind of one of the library's own features.</exception>
    public static void Register<T>(string kind) where T : CustomFeature => Kinds.Register(typeof(T), kind);

    /// <summary>Whether a type has a kind.</summary>
    internal static bool Knows(Type type) => Kinds.Know(type);
}
