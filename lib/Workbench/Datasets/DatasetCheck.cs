using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>What is wrong with a dataset's files.</summary>
/// <param name="Name">What people call the dataset.</param>
/// <param name="Tracks">Songs that can be used.</param>
/// <param name="Skipped">Files that cannot be read or have no label.</param>
/// <param name="Duplicates">Songs that sound the same.</param>
public sealed record DatasetCheck(string Name, int Tracks, ImmutableArray<SkippedFile> Skipped, ImmutableArray<DuplicatePair> Duplicates)
{
    /// <summary>Checks a dataset whose audio was read.</summary>
    public static DatasetCheck Of(ExtractedDataset source) => new(source.Dataset.Name, source.Tracks.Length, source.Dataset.Skipped,
        [.. NearDuplicates.Find(source).Select(p => DuplicatePair.Of(source.Tracks[p.First], source.Tracks[p.Second]))]);
}
