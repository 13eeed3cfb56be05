using System.Collections.Immutable;
using Workbench.Datasets.Fetch;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>A labelled collection of recordings, before features.</summary>
/// <param name="Name">What people call it, for instance <c>demo</c> or the folder's name.</param>
/// <param name="Root">Its folder, absolute.</param>
/// <param name="Tracks">The recordings, ordered by <see cref="Track.Id"/> (ordinal).</param>
/// <param name="Skipped">Files that were found and cannot be used.</param>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record Dataset(string Name, string Root, ImmutableArray<Track> Tracks, ImmutableArray<SkippedFile> Skipped) : ICard
{
    /// <summary>
    /// Whether there is audio: of a dataset whose tables alone are there every song is kept, and its features come from a table.
    /// </summary>
    public bool HasAudio { get; init; } = true;

    /// <summary>
    /// The folder that tables of features lie in, absolute; the <see cref="Root"/> unless the dataset keeps them elsewhere.
    /// </summary>
    public string TableFolder { get; init; } = Root;

    /// <summary>What its folder is a copy of; null where that is no object storage.</summary>
    internal StoredCopy? Copy { get; init; }

    /// <summary>The genre above each genre, where the dataset has a hierarchy.</summary>
    public ImmutableSortedDictionary<string, string> Parents { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What must be known of the dataset to evaluate scores on it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Genre tags that were read as something other than what they say; most frequent first.</summary>
    public ImmutableArray<TagReading> TagReadings { get; init; } = [];

    /// <summary>Artists whose songs name them differently, or others beside: all these songs count as by one.</summary>
    public ImmutableArray<ArtistReading> ArtistReadings { get; init; } = [];

    /// <summary>Where the genres come from, to go on from "genres from", for instance <c>the folders rock, jazz</c>.</summary>
    public string LabelOrigin { get; init; } = "the dataset itself";

    /// <summary>Every label that occurs, with its number of tracks; most frequent first, then by name.</summary>
    public ImmutableArray<KeyValuePair<string, int>> LabelCounts =>
        [.. Tracks.SelectMany(t => t.Labels).CountBy(l => l).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];

    /// <summary>Songs of the official parts: training, validation, test; all 0 where there are none.</summary>
    internal ImmutableArray<int> OfficialParts => [.. Enum.GetValues<PartName>().Select(part => Tracks.Count(t => t.Part == part))];

    /// <summary>The task that its songs set, all labels together.</summary>
    public ClassificationTask Task => ClassificationTasks.Of(Tracks);

    DisplayTable ICard.Card => new(["dataset", Name], CardRows);

    /// <summary>What matters of it, in rows of two: songs, artists, genres, and what is to be known.</summary>
    internal IReadOnlyList<IReadOnlyList<object?>> CardRows =>
    [
        ["songs", $"{Counted.Of(Tracks.Length, "song")} by {Counted.Of(Tracks.Select(t => t.Group).Distinct().Count(), "artist")}"
            + (Skipped.IsEmpty ? "" : $"; {Counted.Of(Skipped.Length, "file")} left out: {Skipped[0].Reason}")],
        [Counted.Of(LabelCounts.Length, "genre"), string.Join(", ", LabelCounts.Select(count => $"{count.Key} {count.Value}"))],
        ["genres from", LabelOrigin],
        ["task", Task.InWords(LabelCounts.Length)],
        .. Notes.Select(note => new object?[] { "note", note }),
    ];
}
