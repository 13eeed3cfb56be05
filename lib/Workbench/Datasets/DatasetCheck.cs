using System.Collections.Immutable;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>What is wrong with a dataset's files, by what is heard in them.</summary>
/// <param name="Name">What people call the dataset.</param>
/// <param name="Tracks">Songs that can be used.</param>
/// <param name="Durations">Shortest, median and longest duration in seconds.</param>
/// <param name="Short">Songs of less than half the median duration, shortest first: clips that were cut off, jingles.</param>
/// <param name="Skipped">Files that cannot be read or have no label.</param>
/// <param name="Duplicates">Songs that sound the same.</param>
public sealed record DatasetCheck(string Name, int Tracks, ImmutableArray<double> Durations, ImmutableArray<SongDuration> Short,
    ImmutableArray<SkippedFile> Skipped, ImmutableArray<DuplicatePair> Duplicates)
{
    /// <summary>What durations are known by.</summary>
    public static FeatureSpec DurationSpec { get; } = new() { Features = [new Duration()], Statistics = [Statistic.Mean] };

    /// <summary>Checks a dataset whose audio was read.</summary>
    /// <param name="source">Its songs with features by which they can be told apart.</param>
    /// <param name="durations">The same songs with the features of <see cref="DurationSpec"/>.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    public static DatasetCheck Of(ExtractedDataset source, ExtractedDataset durations, Work? work = null)
    {
        SongDuration[] songs = [.. durations.Tracks
            .Select((track, i) => new SongDuration(track.Id, Math.Round(durations.Features[i, 0], 3)))
            .OrderBy(s => s.Seconds)];
        var extremes = DatasetSummary.Extremes([.. songs.Select(s => s.Seconds)]);
        return new(source.Dataset.Name, source.Tracks.Length, extremes,
            [.. songs.TakeWhile(s => s.Seconds < extremes[1] / 2)], source.Dataset.Skipped,
            [.. NearDuplicates.Find(source, work)
                .Select(p => DuplicatePair.Of(source.Tracks[p.First], source.Tracks[p.Second]))]);
    }
}
