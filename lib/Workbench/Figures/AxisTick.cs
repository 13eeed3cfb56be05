namespace Workbench.Figures;

/// <summary>A tick that stands where its axis says, not where a 1-2-5 step falls.</summary>
/// <param name="Position">Place in axis units.</param>
/// <param name="Text">What is written there.</param>
public readonly record struct AxisTick(double Position, string Text);
