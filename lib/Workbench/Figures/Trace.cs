using Workbench.Foundation;

namespace Workbench.Figures;

/// <summary>One series of data in a <see cref="Panel"/>. NaN and infinite values are gaps.</summary>
/// <remarks>Traces of one name share one colour and one legend entry, also across panels.</remarks>
public abstract record Trace
{
    private protected Trace(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new WorkbenchException("A trace has no name; give it one, the legend shows it.");
        Name = name;
    }

    /// <summary>What the legend says.</summary>
    public string Name { get; }

    /// <summary>How strongly it is drawn.</summary>
    public Emphasis Emphasis { get; init; }

    /// <summary>Which of the numbered styles it has, from 0; null for the next in order of appearance.</summary>
    public int? Style { get; init; }

    internal abstract Extent ExtentX { get; }

    internal abstract Extent ExtentY { get; }

    private protected static void RequireEqualLength(string name, int xCount, int yCount)
    {
        if (xCount != yCount)
            throw new WorkbenchException($"Trace '{name}' has {xCount} x values and {yCount} y values; give one y for each x.");
    }
}
