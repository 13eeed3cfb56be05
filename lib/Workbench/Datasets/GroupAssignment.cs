using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>The search behind <see cref="Splitter"/>: which group goes into which part.</summary>
internal sealed class GroupAssignment
{
    private const int MaxRounds = 50;

    /// <summary>Only so many groups that follow in the order, and so are of about the same weight, are tried in exchange for one.</summary>
    private const int MaxPartners = 1000;

    /// <summary>Swaps tried in all: bounds the time for collections of very many groups, whatever the machine.</summary>
    private const long MaxSwaps = 50_000_000;

    /// <summary>A smaller gain is rounding.</summary>
    private const double LeastGain = 1e-9;

    private readonly ImmutableArray<ImmutableArray<int>> groups;

    /// <summary>Labels of each group with their number of tracks; the last entry counts all tracks.</summary>
    private readonly (int Column, int Count)[][] counts;

    /// <summary>Tracks in all, <c>[labels + 1]</c>.</summary>
    private readonly int[] totals;

    /// <summary>What each part should have, <c>[parts][labels + 1]</c>.</summary>
    private readonly double[][] wanted;

    /// <summary>What each part has, <c>[parts][labels + 1]</c>.</summary>
    private readonly int[][] assigned;

    /// <summary>What it costs that a part has none of a label: where it could have it, more than any imbalance.</summary>
    private readonly double[] absenceCost;

    private readonly int[] partOf;
    private long swapsTried;

    public GroupAssignment(ImmutableArray<ImmutableArray<int>> groups, ImmutableArray<Track> tracks,
        ImmutableArray<string> labels, double[] shares)
    {
        this.groups = groups;
        var columnOf = labels.Select((name, index) => (name, index)).ToDictionary(l => l.name, l => l.index);
        counts = [.. groups.Select(group => Count(group, tracks, columnOf))];
        totals = new int[labels.Length + 1];
        var groupsWithLabel = new int[totals.Length];
        foreach (var (column, count) in counts.SelectMany(g => g))
        {
            totals[column] += count;
            groupsWithLabel[column]++;
        }
        wanted = [.. shares.Select(share => totals.Select(total => share * total).ToArray())];
        assigned = [.. shares.Select(_ => new int[totals.Length])];
        absenceCost = [.. groupsWithLabel.Select(n => n >= shares.Length ? 10.0 * tracks.Length : 0)];
        partOf = new int[groups.Length];
    }

    /// <summary>Assigns every group: greedily, then by moves and swaps until none helps.</summary>
    public void Solve(Random rng)
    {
        var order = Shuffled(rng);
        order = [.. order.OrderByDescending(g => counts[g].Sum(c => (double)c.Count / totals[c.Column]))];
        foreach (var group in order)
        {
            partOf[group] = Enumerable.Range(0, assigned.Length).MinBy(part => CostOf(group, part, +1));
            Shift(group, partOf[group], +1);
        }
        for (var round = 0; round < MaxRounds && (MoveAny(order) | SwapAny(order)); round++) { }
    }

    /// <summary>Assigns every group by chance: in a drawn order, each to the part that lacks the greatest share of its tracks.</summary>
    public void Draw(Random rng)
    {
        foreach (var group in Shuffled(rng))
        {
            partOf[group] = Enumerable.Range(0, assigned.Length).MinBy(part => assigned[part][^1] / wanted[part][^1]);
            Shift(group, partOf[group], +1);
        }
    }

    /// <summary>The tracks of a part, as ascending indices.</summary>
    public ImmutableArray<int> TracksOf(int part) =>
        [.. Enumerable.Range(0, groups.Length).Where(g => partOf[g] == part).SelectMany(g => groups[g]).Order()];

    private static (int Column, int Count)[] Count(ImmutableArray<int> group, ImmutableArray<Track> tracks,
        Dictionary<string, int> columnOf) =>
        [.. group.SelectMany(track => tracks[track].Labels)
            .CountBy(label => columnOf[label])
            .OrderBy(c => c.Key)
            .Select(c => (c.Key, c.Value)), (columnOf.Count, group.Length)];

    private int[] Shuffled(Random rng)
    {
        var order = Enumerable.Range(0, groups.Length).ToArray();
        rng.Shuffle(order);
        return order;
    }

    private bool MoveAny(int[] order)
    {
        var moved = false;
        foreach (var group in order)
            for (var to = 0; to < assigned.Length; to++)
                if (to != partOf[group] && MoveCost(group, to) < -LeastGain)
                {
                    Reassign(group, to);
                    moved = true;
                }
        return moved;
    }

    private bool SwapAny(int[] order)
    {
        var swapped = false;
        for (var i = 0; i < order.Length && swapsTried < MaxSwaps; i++)
            for (var j = i + 1; j < Math.Min(order.Length, i + MaxPartners); j++)
                if (partOf[order[i]] != partOf[order[j]])
                    swapped |= TrySwap(order[i], order[j]);
        return swapped;
    }

    private bool TrySwap(int a, int b)
    {
        swapsTried++;
        var (partA, partB) = (partOf[a], partOf[b]);
        var cost = MoveCost(a, partB);
        Reassign(a, partB);
        if (cost + MoveCost(b, partA) < -LeastGain)
        {
            Reassign(b, partA);
            return true;
        }
        Reassign(a, partA);
        return false;
    }

    private void Reassign(int group, int part)
    {
        Shift(group, partOf[group], -1);
        partOf[group] = part;
        Shift(group, part, +1);
    }

    private void Shift(int group, int part, int sign)
    {
        foreach (var (column, count) in counts[group])
            assigned[part][column] += sign * count;
    }

    private double MoveCost(int group, int to) => CostOf(group, partOf[group], -1) + CostOf(group, to, +1);

    /// <summary>By how much the cost of a part rises when a group comes (+1) or goes (-1).</summary>
    private double CostOf(int group, int part, int sign)
    {
        var (cost, has, shouldHave) = (0.0, assigned[part], wanted[part]);
        foreach (var (column, count) in counts[group])
        {
            var (before, after) = (has[column], has[column] + sign * count);
            cost += (after - before) * (after + before - 2 * shouldHave[column]) / shouldHave[column];
            if (before == 0)
                cost -= absenceCost[column];
            else if (after == 0)
                cost += absenceCost[column];
        }
        return cost;
    }
}
