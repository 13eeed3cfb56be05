namespace Workbench.Foundation;

/// <summary>
/// On the base of a polymorphic spec: a kind that another assembly brings, with what to do where it is met in JSON and nobody brought it.
/// </summary>
/// <param name="kind">What JSON calls it.</param>
/// <param name="remedy">A sentence.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class KindElsewhereAttribute(string kind, string remedy) : Attribute
{
    /// <summary>The remedy for what <c>Workbench.Bridges</c> brings of NWaves.</summary>
    public const string InBridges = "That is of Workbench.Bridges: name it in a cell with #r \"nuget: Workbench.Bridges\", and call "
        + "Workbench.Bridges.NWavesKinds.Register() first.";

    public string Kind => kind;

    public string Remedy => remedy;
}
