using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>
/// The groups (artists) of some songs in an order of which every beginning is a small collection like the whole: first those that bring
/// labels that are not there yet, then those that keep every label's share nearest to what it is in the whole, by chi-squared.
/// </summary>
internal static class NestedGroups
{
    /// <summary>
    /// Once every label is there, only so many groups that follow in the drawn order are tried for the next place: bounds the time for
    /// thousands of artists.
    /// </summary>
    private const int MaxCandidates = 200;

    /// <summary>Orders the groups.</summary>
    /// <param name="tracks">The songs.</param>
    /// <param name="split">What a group is, and the seed that decides among equals.</param>
    /// <returns>The songs of each group, as indices.</returns>
    public static IEnumerable<ImmutableArray<int>> Order(ImmutableArray<Track> tracks, SplitSpec split)
    {
        string[] labels = [.. tracks.SelectMany(t => t.Labels).Distinct().Order(StringComparer.Ordinal)];
        var columnOf = labels.Index().ToDictionary(l => l.Item, l => l.Index);
        (ImmutableArray<int> Songs, int[] Counts)[] groups = [.. Enumerable.Range(0, tracks.Length)
            .GroupBy(i => tracks[i].GroupOf(split.Grouping)).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.ToImmutableArray(), Count([.. g])))];
        new Random(split.SeedOrZero).Shuffle(groups);

        var (left, all, has, songs) = (groups.ToList(), Count([.. Enumerable.Range(0, tracks.Length)]), new int[labels.Length], 0);
        while (left.Count > 0)
        {
            var lacks = has.Contains(0);
            var next = Enumerable.Range(0, lacks ? left.Count : Math.Min(left.Count, MaxCandidates))
                .MinBy(i => (lacks ? -New(left[i].Counts) : 0, Distance(left[i].Counts, left[i].Songs.Length)));
            for (var label = 0; label < has.Length; label++)
                has[label] += left[next].Counts[label];
            songs += left[next].Songs.Length;
            yield return left[next].Songs;
            left.RemoveAt(next);
        }

        int[] Count(int[] members)
        {
            var counts = new int[labels.Length];
            foreach (var label in members.SelectMany(i => tracks[i].Labels))
                counts[columnOf[label]]++;
            return counts;
        }

        int New(int[] counts) => Enumerable.Range(0, counts.Length).Count(label => has[label] == 0 && counts[label] > 0);

        double Distance(int[] counts, int size)
        {
            var (sum, share) = (0.0, (double)(songs + size) / tracks.Length);
            for (var label = 0; label < counts.Length; label++)
                sum += Math.Pow(has[label] + counts[label] - share * all[label], 2) / (share * all[label]);
            return sum;
        }
    }
}
