namespace Workbench.Foundation;

/// <summary>
/// On the base of a polymorphic spec: a kind that another assembly brings, with what to do where it is met in JSON and nobody brought it.
/// </summary>
/// <param name="kind">What JSON calls it.</param>
/// <param name="remedy">A sentence.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class KindElsewhereAttribute(string kind, string remedy) : Attribute
{
    public string Kind => kind;

    public string Remedy => remedy;
}
