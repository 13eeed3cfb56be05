using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>The kinds by which JSON names the transforms that are not of this library, and what they draw.</summary>
public static class TransformKinds
{
    private static readonly AddedKinds Kinds = new(typeof(AudioTransform), "transforms", "myTransform");
    private static readonly AddedKinds DrawnKinds = new(typeof(DrawnTransform), "transforms", "myTransform");

    /// <summary>
    /// Lets specs with this transform be written and read. Registered again, as when a cell runs twice, the newest types have the kind.
    /// </summary>
    /// <typeparam name="TTransform">The transform: a record whose members are its ranges.</typeparam>
    /// <typeparam name="TDrawn">What it draws: a record whose members say all that is done.</typeparam>
    /// <param name="kind">What JSON calls both: a letter and then letters and digits, for instance <c>bitCrusher</c>.</param>
    /// <exception cref="WorkbenchException">No such word, or the kind of one of the library's own transforms.</exception>
    public static void Register<TTransform, TDrawn>(string kind) where TTransform : CustomTransform where TDrawn : DrawnTransform
    {
        Kinds.Register(typeof(TTransform), kind);
        DrawnKinds.Register(typeof(TDrawn), kind);
    }

    /// <summary>Whether a transform has a kind.</summary>
    internal static bool Knows(Type transform) => Kinds.Know(transform);

    /// <summary>Whether what a transform draws has a kind.</summary>
    internal static bool KnowsDrawn(Type drawn) => DrawnKinds.Know(drawn);
}
