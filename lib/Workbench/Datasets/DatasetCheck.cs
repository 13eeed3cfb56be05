using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>What is wrong with a dataset's files, by what is heard in them, and every decision that was made in reading it.</summary>
public sealed record DatasetCheck
{
    /// <summary>What people call the dataset.</summary>
    public required string Name { get; init; }

    /// <summary>Songs that can be used.</summary>
    public required int Tracks { get; init; }

    /// <summary>Where the genres come from.</summary>
    public required string LabelOrigin { get; init; }

    /// <summary>Genres that are called otherwise than the tags, folders or cells say; most frequent first.</summary>
    public required ImmutableArray<TagReading> TagReadings { get; init; }

    /// <summary>Artists whose songs name them differently, or others beside: they count as one.</summary>
    public required ImmutableArray<ArtistReading> ArtistReadings { get; init; }

    /// <summary>Recordings of which several segments are there, with the number of them.</summary>
    public required ImmutableSortedDictionary<string, int> Recordings { get; init; }

    /// <summary>Songs of the official parts: training, validation, test; all 0 where there are none.</summary>
    public required ImmutableArray<int> OfficialParts { get; init; }

    /// <summary>Every song that can be used: what decoded it, to what length, and whether sound is missing.</summary>
    public required ImmutableArray<CheckedSong> Songs { get; init; }

    /// <summary>Shortest, median and longest duration in seconds.</summary>
    public required ImmutableArray<double> Durations { get; init; }

    /// <summary>Songs of less than half the median duration, shortest first: clips that were cut off, jingles.</summary>
    public required ImmutableArray<CheckedSong> Short { get; init; }

    /// <summary>Files that cannot be read or have no label.</summary>
    public required ImmutableArray<SkippedFile> Skipped { get; init; }

    /// <summary>Songs that sound the same.</summary>
    public required ImmutableArray<DuplicatePair> Duplicates { get; init; }

    /// <summary>What else must be known of the dataset.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Checks a dataset whose audio was read: decodes every song once more.</summary>
    /// <param name="source">Its songs with features by which they can be told apart.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    public static DatasetCheck Of(ExtractedDataset source, Work? work = null)
    {
        work ??= Work.Default;
        var songs = new CheckedSong[source.Tracks.Length];
        var done = 0;
        Parallel.For(0, songs.Length, work.LoopOptions, i =>
        {
            songs[i] = CheckedSong.Of(source.Tracks[i], work.Token);
            work.Report(new("Decoding", Interlocked.Increment(ref done), songs.Length));
        });
        CheckedSong[] ordered = [.. songs.OrderBy(s => s.Seconds)];
        var extremes = DatasetSummary.Extremes([.. ordered.Select(s => s.Seconds)]);
        var dataset = source.Dataset;
        return new()
        {
            Name = dataset.Name,
            Tracks = source.Tracks.Length,
            LabelOrigin = dataset.LabelOrigin,
            TagReadings = dataset.TagReadings,
            ArtistReadings = dataset.ArtistReadings,
            Recordings = source.Tracks.Select(t => t.Recording).OfType<string>().CountBy(name => name)
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            OfficialParts = dataset.OfficialParts,
            Songs = [.. songs],
            Durations = extremes,
            Short = [.. ordered.TakeWhile(s => s.Seconds < extremes[1] / 2)],
            Skipped = dataset.Skipped,
            Duplicates =
                [.. NearDuplicates.Find(source, work).Select(p => DuplicatePair.Of(source.Tracks[p.First], source.Tracks[p.Second]))],
            Notes = dataset.Notes,
        };
    }
}
