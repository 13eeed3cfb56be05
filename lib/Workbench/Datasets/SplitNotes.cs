using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>What a reader of the scores must know of a split.</summary>
internal static class SplitNotes
{
    /// <summary>A sentence for each thing that could not be done as asked.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<Track> tracks, ImmutableArray<ImmutableArray<int>> groups,
        ImmutableArray<(int First, int Second)> duplicates, ImmutableArray<int>[] parts, SplitSpec spec) =>
        [.. LeftOut(tracks.Length, parts), .. Drawn(tracks, parts, spec), .. Same(tracks, duplicates), .. Unknown(tracks, spec.Grouping),
            .. Shared(groups, parts, spec.Grouping), .. Absent(tracks, groups, parts, spec.Grouping)];

    /// <summary>What a group is called.</summary>
    public static string UnitOf(SplitGrouping grouping) =>
        grouping switch { SplitGrouping.Artist => "artist(s)", SplitGrouping.Album => "album(s)", _ => "song(s)" };

    /// <summary>What a part is called.</summary>
    public static string NameOf(PartName part) => part.ToString().ToLowerInvariant();

    private static IEnumerable<string> LeftOut(int trackCount, ImmutableArray<int>[] parts)
    {
        if (trackCount - parts.Sum(p => p.Length) is > 0 and var left)
            yield return $"{left} of {trackCount} song(s) are in no part, as the given split does not name them "
                + "or they have none of the chosen genres.";
    }

    private static IEnumerable<string> Drawn(ImmutableArray<Track> tracks, ImmutableArray<int>[] parts, SplitSpec spec)
    {
        if (spec.Method == SplitMethod.Official && tracks.All(t => t.Part != PartName.Validation))
            yield return $"The dataset has no validation part: {parts[1].Length} song(s) of its training part were drawn for it.";
    }

    private static IEnumerable<string> Same(ImmutableArray<Track> tracks, ImmutableArray<(int First, int Second)> duplicates)
    {
        if (duplicates is [var (first, second), ..])
            yield return $"{duplicates.SelectMany(d => new[] { d.First, d.Second }).Distinct().Count()} song(s) sound the same as another, "
                + $"for instance {tracks[first].Id} and {tracks[second].Id}: they count as by one artist, and a drawn split "
                + "keeps them on one side. Remove the copies.";
    }

    private static IEnumerable<string> Unknown(ImmutableArray<Track> tracks, SplitGrouping grouping)
    {
        if (grouping == SplitGrouping.Artist && tracks.Count(t => t.Artist is null) is > 0 and var unknown)
            yield return $"{unknown} of {tracks.Length} song(s) name no artist: each counts as an artist of its own, so that an artist may "
                + "be in two parts and flatter the scores. Tag the artists, or name them in a CSV manifest.";
        if (grouping == SplitGrouping.Album && tracks.Count(t => t.Album is null) is > 0 and var single)
            yield return $"{single} of {tracks.Length} song(s) name no album: each counts as an album of its own.";
    }

    private static IEnumerable<string> Shared(ImmutableArray<ImmutableArray<int>> groups,
        ImmutableArray<int>[] parts, SplitGrouping grouping)
    {
        var partOf = parts.SelectMany((tracks, part) => tracks.Select(track => (track, part))).ToDictionary(t => t.track, t => t.part);
        var shared = groups.Count(group => group.Where(partOf.ContainsKey).Select(track => partOf[track]).Distinct().Count() > 1);
        if (shared > 0)
            yield return $"{shared} {UnitOf(grouping)} are in more than one part of the given split, which flatters the scores. "
                + "Compare with a drawn split (method stratified).";
    }

    /// <summary>One sentence for each label that is absent from a part.</summary>
    private static IEnumerable<string> Absent(ImmutableArray<Track> tracks, ImmutableArray<ImmutableArray<int>> groups,
        ImmutableArray<int>[] parts, SplitGrouping grouping)
    {
        var groupsOf = groups.SelectMany(group => group.SelectMany(i => tracks[i].Labels).Distinct()).CountBy(label => label)
            .ToDictionary();
        var present = parts.Select(part => part.SelectMany(i => tracks[i].Labels).ToHashSet()).ToArray();
        var labels = tracks.SelectMany(t => t.Labels)
            .CountBy(l => l)
            .OrderByDescending(l => l.Value)
            .ThenBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => l.Key);
        return from label in labels
               let absent = Enum.GetValues<PartName>().Where(part => !present[(int)part].Contains(label)).Select(NameOf).ToArray()
               where absent.Length > 0
               select $"{label} has {groupsOf[label]} {UnitOf(grouping)} and is absent from the {string.Join(" and the ", absent)} part: "
                   + "its scores there are undefined. Add songs by others to have it evaluated.";
    }
}
