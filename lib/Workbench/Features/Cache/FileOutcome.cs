namespace Workbench.Features.Cache;

/// <summary>What became of one file of an extraction: all features of the spec, or a reason.</summary>
/// <param name="Index">Which of the paths asked for.</param>
/// <param name="Stamp">The file as it was before it was read.</param>
/// <param name="AudioHash">SHA-256 of its content; null if it could not even be read.</param>
/// <param name="ContentHash">What its features are kept by: <paramref name="AudioHash"/>, or that of the variant.</param>
/// <param name="Features">
/// Its features, as the storage keeps them, and behind them what is there of others; null where there is a reason.
/// </param>
/// <param name="Reason">Why it has none, or null.</param>
/// <param name="IsRenewed">Whether the database had one damaged.</param>
internal sealed record FileOutcome<T>(
    int Index, FileStamp Stamp, string? AudioHash, string? ContentHash, T?[]? Features, string? Reason, bool IsRenewed = false)
    where T : class
{
    /// <summary>What was extracted, and is not kept yet.</summary>
    public IReadOnlyList<FreshFeature<T>> Fresh { get; init; } = [];

    /// <summary>Whether the database had all of it.</summary>
    public bool IsCached { get; init; }
}
