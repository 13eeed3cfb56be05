namespace Workbench.Foundation;

/// <summary>Told once of what went otherwise than it should and was put right; shown as a line that stays.</summary>
/// <param name="Text">A sentence.</param>
public sealed record WorkNotice(string Text) : WorkProgress(Text, 1, 1);
