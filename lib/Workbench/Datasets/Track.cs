using System.Collections.Immutable;
using System.Globalization;
using Workbench.Figures.Display;

namespace Workbench.Datasets;

/// <summary>One recording of a collection: the unit of splitting, of labelling and of recommending.</summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record Track : ICard
{
    /// <summary>Stable name inside the dataset: the audio's path relative to the dataset's root, with forward slashes.</summary>
    public required string Id { get; init; }

    /// <summary>What the dataset's own tables call it, where that is not the <see cref="Id"/>: a number in those of FMA.</summary>
    public string? TableName { get; init; }

    /// <summary>Where the audio lies, absolute.</summary>
    public required string AudioPath { get; init; }

    /// <summary>The genres: distinct, in ordinal order, at least one.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The artist, where known.</summary>
    public string? Artist { get; init; }

    /// <summary>The album, where known.</summary>
    public string? Album { get; init; }

    /// <summary>The title, where known.</summary>
    public string? Title { get; init; }

    /// <summary>Seconds of audio, where a table or the tags say.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The part that the dataset's publisher put it into, where there is one.</summary>
    public PartName? Part { get; init; }

    /// <summary>The <see cref="Id"/> of the track that this one is a changed copy of; null for a recording itself.</summary>
    public string? CopyOf { get; init; }

    /// <summary>What all segments of one recording have in common, where this is one of them.</summary>
    public string? Recording { get; init; }

    /// <summary>
    /// What the songs of one artist, in whatever spelling, and of those who are credited together have in common: one of the spellings.
    /// Null where the artist is not known, or songs were put together by hand.
    /// </summary>
    public string? ArtistGroup { get; init; }

    /// <summary>
    /// What must stay on one side of a split: the artist where known, else the recording alone, with its segments and copies.
    /// </summary>
    public string Group => ArtistGroup ?? Artist ?? Recording ?? CopyOf ?? Id;

    /// <summary>The group that it belongs to where tracks are kept together so; by album, an artist's albums of one name.</summary>
    public string GroupOf(SplitGrouping grouping) => grouping switch
    {
        SplitGrouping.Artist => Group,
        SplitGrouping.Album when Album is not null => $"{ArtistGroup ?? Artist}\n{Album}",
        _ => Recording ?? CopyOf ?? Id,
    };

    /// <summary>Artist and title where known, else the <see cref="Id"/>: what people read.</summary>
    public string DisplayName => Title is null ? Id : Artist is null ? Title : $"{Artist} - {Title}";

    DisplayTable ICard.Card => new(["song", DisplayName],
    [
        .. new (string What, string? Value)[]
        {
            ("id", Id), ("genres", string.Join(", ", Labels)), ("artist", Artist), ("counts as by", Group == Artist ? null : ArtistGroup),
            ("album", Album), ("title", Title), ("seconds", DurationSeconds?.ToString("0.0", CultureInfo.InvariantCulture)),
            ("part", Part?.ToString().ToLowerInvariant()), ("segment of", Recording), ("copy of", CopyOf), ("file", AudioPath),
        }.Where(row => !string.IsNullOrEmpty(row.Value)).Select(row => new object?[] { row.What, row.Value }),
    ]);
}
