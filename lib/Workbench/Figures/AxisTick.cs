namespace Workbench.Figures;

/// <summary>A tick that stands where its axis says, not where a 1-2-5 step falls.</summary>
/// <param name="Position">Place in axis units.</param>
/// <param name="Text">What is written there.</param>
public readonly record struct AxisTick(double Position, string Text)
{
    /// <summary>The numbered style of what it names, shown by a mark before the text; null for no mark.</summary>
    public int? Style { get; init; }

    /// <summary>The mark and the text, kept together where lines are broken.</summary>
    internal string Marked => Style is { } style ? $"{TraceStyle.Numbered(style).Mark}\u00A0{Text}" : Text;
}
