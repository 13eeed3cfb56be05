using System.Collections.Immutable;
using Workbench.Features;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>A collection with its features: song i of <see cref="Songs"/> is track i.</summary>
/// <param name="Dataset">The tracks whose features could be extracted; the others stand in its <see cref="Dataset.Skipped"/>.</param>
/// <param name="Spec">What the features are.</param>
/// <param name="Songs">One song a track.</param>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record ExtractedDataset(Dataset Dataset, FeatureSpec Spec, SongFeatures Songs) : ICard
{
    /// <summary>A collection with one row of features a track.</summary>
    /// <inheritdoc cref="ExtractedDataset(Dataset, FeatureSpec, SongFeatures)"/>
    public ExtractedDataset(Dataset dataset, FeatureSpec spec, FeatureMatrix features) : this(dataset, spec, new SongSummaries(features))
    {
    }

    /// <summary>
    /// A collection with the features that its spec's table has of it. Songs without a row, or with a blank in it, join the skipped ones.
    /// </summary>
    /// <param name="dataset">The tracks; a row is named by <see cref="Track.TableName"/> or <see cref="Track.Id"/>.</param>
    /// <param name="spec">A spec with a <see cref="FeatureSpec.Table"/>.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">The table cannot be read, or has no whole row of any song.</exception>
    public static ExtractedDataset FromTable(Dataset dataset, FeatureSpec spec, Work? work = null)
    {
        var path = Path.Combine(dataset.TableFolder, spec.Table!.Path);
        var table = SongTable.Read(path, spec.Table.Columns, withSongs: false, work ?? Work.Default);
        Garbage.CollectBeside(table.Features.Values.Length);
        var rows = RowsByName(table.RowNames);
        var songs = dataset.Tracks.Select(track => (Track: track, Row: RowOf(track))).ToLookup(s => Fault(s.Row));
        if (!songs[null].Any())
            throw new WorkbenchException($"{path}: no whole row for any of {dataset.Tracks.Length} songs; "
                + $"{dataset.Tracks[0].TableName ?? dataset.Tracks[0].Id} {Fault(songs.First().First().Row)}. Rows are named by the ids of "
                + $"the songs; name columns that have no blanks, as {Path.GetFileName(path)}:{table.Features.ColumnNames[0]}.");
        var usable = songs[null].OrderBy(s => s.Track.Id, StringComparer.Ordinal).ToArray();
        return new(
            dataset with
            {
                Tracks = [.. usable.Select(s => s.Track)],
                Skipped =
                [
                    .. dataset.Skipped,
                    .. songs.Where(fault => fault.Key is not null)
                        .SelectMany(fault => fault.Select(s => new SkippedFile(s.Track.Id, $"{fault.Key} of {path}"))),
                ],
                Notes = [.. dataset.Notes, .. table.Notes.Except(dataset.Notes)],
            },
            spec, new SongSummaries(table.Features).Songs([.. usable.Select(s => s.Row)]));

        int RowOf(Track track) =>
            rows.TryGetValue(track.TableName ?? track.Id, out var row) || rows.TryGetValue(track.Id, out row) ? row : -1;

        string? Fault(int row) => row < 0 ? "has no row"
            : table.Features.Row(row).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) is var blank and >= 0
            ? $"has no number in the column {table.Features.ColumnNames[blank]}"
            : null;
    }

    /// <summary>Where each name stands; an id that was written as a number with a point (<c>2.0</c>) also as a whole one.</summary>
    private static Dictionary<string, int> RowsByName(ImmutableArray<string> names)
    {
        var rows = names.Index().ToDictionary(r => r.Item, r => r.Index, StringComparer.Ordinal);
        foreach (var (index, name) in names.Index())
            if (name.EndsWith(".0", StringComparison.Ordinal) && name[..^2].All(char.IsAsciiDigit))
                rows.TryAdd(name[..^2], index);
        return rows;
    }

    /// <summary>One row a track, <c>[tracks, columns]</c>.</summary>
    /// <exception cref="WorkbenchException">The spec keeps every frame.</exception>
    public FeatureMatrix Features => Songs.Summaries;

    /// <summary>The features with the names of the songs and what is known of them, as files are written of it.</summary>
    /// <exception cref="WorkbenchException">The spec keeps every frame.</exception>
    public FeatureTable ToTable() => new([.. Tracks.Select(track => track.Id)], Features)
    {
        Songs = [.. Tracks.Select(track => new TableSong(track.AudioPath, track.Artist, track.Title, track.Labels))],
        Spec = Spec,
    };

    /// <summary>The tracks, in the order of the songs.</summary>
    public ImmutableArray<Track> Tracks => Dataset.Tracks;

    DisplayTable ICard.Card => new(["dataset", Dataset.Name], [.. Dataset.CardRows, ["features", Spec.InWords]]);
}
