using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>Files that were left out for one reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Files">Their number.</param>
/// <param name="Example">One of them.</param>
public sealed record SkippedFileGroup(string Reason, int Files, string Example)
{
    /// <summary>Groups files by their reasons, most frequent first.</summary>
    public static ImmutableArray<SkippedFileGroup> Of(ImmutableArray<SkippedFile> skipped) =>
        [.. skipped.GroupBy(file => file.Reason.TrimEnd('.'), StringComparer.Ordinal)
            .Select(g => new SkippedFileGroup(g.Key, g.Count(), g.First().Path))
            .OrderByDescending(g => g.Files)
            .ThenBy(g => g.Reason, StringComparer.Ordinal)];
}
