namespace Workbench.Features.Cache;

/// <summary>What became of one file of an extraction: features or a reason.</summary>
/// <param name="Index">Which of the paths asked for.</param>
/// <param name="Stamp">The file as it was before it was read.</param>
/// <param name="AudioHash">SHA-256 of its content; null if it could not even be read.</param>
/// <param name="ContentHash">What its features are kept by: <paramref name="AudioHash"/>, or that of the variant.</param>
/// <param name="Features">Its features, as the storage keeps them, or null.</param>
/// <param name="Reason">Why it has none, or null.</param>
/// <param name="IsCached">Whether the database had it.</param>
/// <param name="IsRenewed">Whether the database had it damaged.</param>
internal sealed record FileOutcome<T>(int Index, FileStamp Stamp, string? AudioHash, string? ContentHash, T? Features,
    string? Reason, bool IsCached, bool IsRenewed = false)
    where T : class;
