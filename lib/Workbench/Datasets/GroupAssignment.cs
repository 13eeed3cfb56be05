using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>The search behind <see cref="Splitter"/>: which group goes into which part.</summary>
internal sealed class GroupAssignment
{
    private const int MaxRounds = 50;

    /// <summary>Above this many groups moves alone come near enough, and trying every pair would take minutes.</summary>
    private const int MaxGroupsToSwap = 1000;

    private readonly ImmutableArray<ImmutableArray<int>> groups;
    private readonly ImmutableArray<string> labels;

    /// <summary>Tracks of each label in each group; the last column counts all tracks. <c>[groups][labels + 1]</c></summary>
    private readonly int[][] counts;

    /// <summary>What each part should have, <c>[parts][labels + 1]</c>.</summary>
    private readonly double[][] wanted;

    /// <summary>What each part has, <c>[parts][labels + 1]</c>.</summary>
    private readonly int[][] assigned;

    private readonly int[] groupsWithLabel;

    /// <summary>What a label costs that is absent from a part it could be in: more than any imbalance.</summary>
    private readonly double absenceCost;

    private readonly int[] partOf;

    public GroupAssignment(ImmutableArray<ImmutableArray<int>> groups, ImmutableArray<Track> tracks, ImmutableArray<string> labels, double[] shares)
    {
        this.groups = groups;
        this.labels = labels;
        var columnOf = labels.Select((name, index) => (name, index)).ToDictionary(l => l.name, l => l.index);
        counts = [.. groups.Select(group => Count(group, tracks, columnOf))];
        var columns = labels.Length + 1;
        wanted = [.. shares.Select(share => Enumerable.Range(0, columns).Select(c => share * counts.Sum(g => g[c])).ToArray())];
        assigned = [.. shares.Select(_ => new int[columns])];
        groupsWithLabel = [.. Enumerable.Range(0, columns).Select(c => counts.Count(g => g[c] > 0))];
        absenceCost = 10.0 * tracks.Length;
        partOf = new int[groups.Length];
    }

    /// <summary>Assigns every group: greedily, then by moves and swaps until none helps.</summary>
    public void Solve(Random rng)
    {
        var order = Enumerable.Range(0, groups.Length).ToArray();
        rng.Shuffle(order);
        var totals = Enumerable.Range(0, labels.Length + 1).Select(c => counts.Sum(g => g[c])).ToArray();
        order = [.. order.OrderByDescending(g => counts[g].Select((n, c) => (double)n / totals[c]).Sum())];
        foreach (var group in order)
        {
            partOf[group] = Enumerable.Range(0, assigned.Length).MinBy(part => AddingCost(group, part));
            Shift(group, partOf[group], +1);
        }
        for (var round = 0; round < MaxRounds && (MoveAny(order) | SwapAny(order)); round++) { }
    }

    /// <summary>The tracks of a part, as ascending indices.</summary>
    public ImmutableArray<int> TracksOf(int part) =>
        [.. Enumerable.Range(0, groups.Length).Where(g => partOf[g] == part).SelectMany(g => groups[g]).Order()];

    /// <summary>One sentence for each label that is absent from a part.</summary>
    public ImmutableArray<string> Notes(SplitGrouping grouping)
    {
        string[] partNames = ["training", "validation", "test"];
        var unit = grouping == SplitGrouping.Artist ? "artist(s)" : "song(s)";
        return [.. Enumerable.Range(0, labels.Length)
            .Select(label => (label, absent: partNames.Where((_, part) => assigned[part][label] == 0).ToArray()))
            .Where(l => l.absent.Length > 0)
            .Select(l => $"{labels[l.label]} has {groupsWithLabel[l.label]} {unit} and is absent from the {string.Join(" and the ", l.absent)} part: its scores there are undefined. Add songs by others to have it judged.")];
    }

    private static int[] Count(ImmutableArray<int> group, ImmutableArray<Track> tracks, Dictionary<string, int> columnOf)
    {
        var count = new int[columnOf.Count + 1];
        foreach (var track in group)
        {
            count[^1]++;
            foreach (var label in tracks[track].Labels)
                count[columnOf[label]]++;
        }
        return count;
    }

    private bool MoveAny(int[] order)
    {
        var moved = false;
        foreach (var group in order)
        {
            var from = partOf[group];
            var before = Cost();
            for (var to = 0; to < assigned.Length; to++)
            {
                if (to == partOf[group])
                    continue;
                var back = partOf[group];
                Reassign(group, to);
                var after = Cost();
                if (after < before - 1e-12)
                    before = after;
                else
                    Reassign(group, back);
            }
            moved |= partOf[group] != from;
        }
        return moved;
    }

    private bool SwapAny(int[] order)
    {
        var swapped = false;
        if (order.Length > MaxGroupsToSwap)
            return false;
        for (var i = 0; i < order.Length; i++)
            for (var j = i + 1; j < order.Length; j++)
            {
                var (a, b) = (order[i], order[j]);
                var (partA, partB) = (partOf[a], partOf[b]);
                if (partA == partB)
                    continue;
                var before = Cost();
                Reassign(a, partB);
                Reassign(b, partA);
                if (Cost() < before - 1e-12)
                {
                    swapped = true;
                    continue;
                }
                Reassign(a, partA);
                Reassign(b, partB);
            }
        return swapped;
    }

    private void Reassign(int group, int part)
    {
        Shift(group, partOf[group], -1);
        partOf[group] = part;
        Shift(group, part, +1);
    }

    private void Shift(int group, int part, int sign)
    {
        for (var c = 0; c < assigned[part].Length; c++)
            assigned[part][c] += sign * counts[group][c];
    }

    private double AddingCost(int group, int part)
    {
        var before = PartCost(part);
        Shift(group, part, +1);
        var after = PartCost(part);
        Shift(group, part, -1);
        return after - before;
    }

    private double Cost() => Enumerable.Range(0, assigned.Length).Sum(PartCost);

    private double PartCost(int part)
    {
        var cost = 0.0;
        for (var c = 0; c <= labels.Length; c++)
        {
            var off = assigned[part][c] - wanted[part][c];
            cost += off * off / wanted[part][c];
            if (assigned[part][c] == 0 && groupsWithLabel[c] >= assigned.Length)
                cost += absenceCost;
        }
        return cost;
    }
}
