using Workbench.Features.Cache;

namespace Workbench.Experiments;

/// <summary>Something on disk that can be freed and made again.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="What">What it is, in words.</param>
/// <param name="Bytes">What it takes.</param>
/// <param name="LastUsed">The day on which it was last used or written, <c>yyyy-MM-dd</c>; null where no note was kept of it.</param>
public sealed record Leftover(LeftoverKind Kind, string What, long Bytes, string? LastUsed)
{
    /// <summary>The features that it is; null for a file or folder.</summary>
    internal CachedFeatures? Features { get; init; }

    /// <summary>The file or folder that it is; null for features.</summary>
    internal FileSystemInfo? Entry { get; init; }
}
