namespace Workbench.Features;

/// <summary>What became of one file of an extraction: a vector or a reason.</summary>
/// <param name="Index">Which of the paths asked for.</param>
/// <param name="Stamp">The file as it was before it was read.</param>
/// <param name="AudioHash">SHA-256 of its content; null if it could not even be read.</param>
/// <param name="Vector">Its features, or null.</param>
/// <param name="Reason">Why it has none, or null.</param>
/// <param name="IsCached">Whether the database had it.</param>
internal sealed record FileOutcome(int Index, FileStamp Stamp, string? AudioHash, float[]? Vector, string? Reason, bool IsCached);
