using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// Divides a dataset into training, validation and test parts: whole groups (artists) only, every label's share in every
/// part as near to the part's own share as the groups allow.
/// </summary>
/// <remarks>
/// Greedy assignment of the groups, those with the largest share of rare labels first, then moves and swaps of groups
/// as long as one lowers the cost. The cost of a part is chi-squared: over all labels and the number of tracks itself,
/// the squared difference between what the part has and what it should have, by what it should have; a label that is absent
/// from a part although it has a group for every part costs extra. In the spirit of iterative stratification
/// (Sechidis, Tsoumakas, Vlahavas 2011), over groups.
/// </remarks>
public static class Splitter
{
    private const int PartCount = 3;

    /// <summary>Draws the split that <paramref name="spec"/> asks for.</summary>
    /// <param name="source">The dataset with its features.</param>
    /// <param name="spec">Shares, grouping and seed.</param>
    /// <exception cref="InvalidSpecException">The spec is not usable.</exception>
    /// <exception cref="WorkbenchException">There are fewer groups than parts.</exception>
    public static Split Draw(ExtractedDataset source, SplitSpec spec)
    {
        spec.Validate();
        var groups = Groups(source.Tracks, spec.Grouping);
        if (groups.Length < PartCount)
            throw new WorkbenchException(
                $"{source.Dataset.Name} has {groups.Length} {(spec.Grouping == SplitGrouping.Artist ? "artist(s)" : "recording(s)")}; training, validation and test need at least one each. "
                + "Add songs by others, or, if the artist tags are wrong, split by recording and mind the leak.");

        var labels = source.Dataset.LabelCounts.Select(c => c.Key).ToImmutableArray();
        var assignment = new GroupAssignment(groups, source.Tracks, labels, [spec.TrainShare, spec.ValidationShare, spec.TestShare]);
        assignment.Solve(new Random(spec.Seed));

        var parts = Enumerable.Range(0, PartCount).Select(assignment.TracksOf).ToArray();
        var hash = Hash(source.Tracks, parts);
        return new(spec, hash, new(source, parts[0]), new(source, parts[1]), new(source, parts[2], hash), [.. UnknownArtists(source.Tracks, spec.Grouping), .. assignment.Notes(spec.Grouping)]);
    }

    private static IEnumerable<string> UnknownArtists(ImmutableArray<Track> tracks, SplitGrouping grouping)
    {
        if (grouping == SplitGrouping.Artist && tracks.Count(t => t.Artist is null) is > 0 and var unknown)
            yield return $"{unknown} of {tracks.Length} song(s) name no artist: each counts as an artist of its own, so that an artist may be in two parts and flatter the scores. Tag the artists, or name them in a CSV manifest.";
    }

    /// <summary>The tracks of each group, as indices; groups in ordinal order of their names, so that a seed means the same draw everywhere.</summary>
    private static ImmutableArray<ImmutableArray<int>> Groups(ImmutableArray<Track> tracks, SplitGrouping grouping) =>
        [.. Enumerable.Range(0, tracks.Length)
            .GroupBy(i => grouping == SplitGrouping.Artist ? tracks[i].Group : tracks[i].Id)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.ToImmutableArray())];

    private static string Hash(ImmutableArray<Track> tracks, ImmutableArray<int>[] parts)
    {
        var text = string.Join('\n', parts.Select(p => string.Join('\t', p.Select(i => tracks[i].Id))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
