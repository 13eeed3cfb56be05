using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>What a careful reader asks of a dataset before believing a score on it.</summary>
public sealed record DatasetSummary
{
    private const int MostPairs = 20, MostPaired = 500;

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Usable songs.</summary>
    public required int Tracks { get; init; }

    /// <summary>Files that were found and cannot be used.</summary>
    public required int Skipped { get; init; }

    /// <summary>Why they cannot, with an example of each reason; most frequent first.</summary>
    public required ImmutableArray<SkippedFileGroup> LeftOut { get; init; }

    /// <summary>Where the genres come from.</summary>
    public required string LabelOrigin { get; init; }

    /// <summary>Distinct artists that are named.</summary>
    public required int Artists { get; init; }

    /// <summary>Songs that name no artist.</summary>
    public required int TracksWithoutArtist { get; init; }

    /// <summary>Mean number of labels a song.</summary>
    public required double LabelsPerTrack { get; init; }

    /// <summary>How many songs have one label, two labels and so on; the last number is not 0.</summary>
    public required ImmutableArray<int> TracksByLabelCount { get; init; }

    /// <summary>Songs with two labels or more.</summary>
    public required int MultiLabelTracks { get; init; }

    /// <summary>Songs of the most frequent label by songs of the rarest.</summary>
    public required double Imbalance { get; init; }

    /// <summary>Each label with its songs and artists; most frequent first.</summary>
    public required ImmutableArray<LabelSummary> Labels { get; init; }

    /// <summary>The labels that occur together most often, at most twenty pairs of the 500 most frequent labels.</summary>
    public required ImmutableArray<LabelPair> Pairs { get; init; }

    /// <summary>Songs of the official parts: training, validation, test; all 0 where there are none.</summary>
    public required ImmutableArray<int> OfficialParts { get; init; }

    /// <summary>Shortest, median and longest duration in seconds; empty where a table or features do not tell.</summary>
    public required ImmutableArray<double> Durations { get; init; }

    /// <summary>Genre tags that were read as something other than what they say.</summary>
    public required ImmutableArray<TagReading> TagReadings { get; init; }

    /// <summary>Artists whose songs name them differently, or others beside.</summary>
    public required ImmutableArray<ArtistReading> ArtistReadings { get; init; }

    /// <summary>What must be known of the dataset to evaluate scores on it.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>Sums up a dataset.</summary>
    public static DatasetSummary Of(Dataset dataset)
    {
        var (tracks, counts) = (dataset.Tracks, dataset.LabelCounts);
        var artists = tracks.SelectMany(t => t.Labels.Select(label => (label, t.Group))).Distinct().CountBy(a => a.label).ToDictionary();
        var byLabelCount = tracks.CountBy(t => t.Labels.Length).ToDictionary();
        var paired = counts.Take(MostPaired).Select(c => c.Key).ToHashSet();
        var durations = tracks.Select(t => t.DurationSeconds).OfType<double>().Order().ToArray();
        return new()
        {
            Name = dataset.Name,
            Tracks = tracks.Length,
            Skipped = dataset.Skipped.Length,
            LeftOut = SkippedFileGroup.Of(dataset.Skipped),
            LabelOrigin = dataset.LabelOrigin,
            Artists = tracks.Where(t => t.Artist is not null).Select(t => t.Group).Distinct().Count(),
            TracksWithoutArtist = tracks.Count(t => t.Artist is null),
            LabelsPerTrack = tracks.Average(t => t.Labels.Length),
            TracksByLabelCount = [.. Enumerable.Range(1, byLabelCount.Keys.Max()).Select(n => byLabelCount.GetValueOrDefault(n))],
            MultiLabelTracks = tracks.Count(t => t.Labels.Length > 1),
            Imbalance = (double)counts[0].Value / counts[^1].Value,
            Labels = [.. counts.Select(c => new LabelSummary(c.Key, c.Value, artists[c.Key]))],
            Pairs = [.. tracks.SelectMany(t => PairsOf(t.Labels.Where(paired.Contains).ToArray()))
                .CountBy(p => p)
                .OrderByDescending(p => p.Value)
                .ThenBy(p => p.Key.First, StringComparer.Ordinal)
                .ThenBy(p => p.Key.Second, StringComparer.Ordinal)
                .Take(MostPairs)
                .Select(p => new LabelPair(p.Key.First, p.Key.Second, p.Value))],
            OfficialParts = dataset.OfficialParts,
            Durations = Extremes(durations),
            TagReadings = dataset.TagReadings,
            ArtistReadings = dataset.ArtistReadings,
            Notes = dataset.Notes,
        };
    }

    /// <summary>Shortest, median and longest of sorted durations; empty if there are none.</summary>
    internal static ImmutableArray<double> Extremes(double[] sorted) =>
        sorted.Length == 0 ? [] : [sorted[0], sorted[sorted.Length / 2], sorted[^1]];

    private static IEnumerable<(string First, string Second)> PairsOf(string[] labels) =>
        labels.SelectMany((first, i) => labels.Skip(i + 1).Select(second => (first, second)));
}
