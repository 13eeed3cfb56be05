namespace Workbench.Datasets;

/// <summary>A file that was left out, and why.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why it cannot be used, and what to do about it.</param>
public sealed record SkippedFile(string Path, string Reason);
