using System.Runtime.InteropServices;
using Workbench.Foundation;

namespace Workbench.Recommendation.Playlists;

/// <summary>
/// A list that grows song by song, each put where it fits best, in which each song is as like the one before as can be. A step costs the
/// square of 1 less its similarity, so that one leap costs more than several small steps; the first song stays the first.
/// </summary>
/// <param name="index">The songs.</param>
/// <param name="first">The first song.</param>
/// <param name="gap">What every list keeps on the way.</param>
internal sealed class SmoothOrder(SimilarityIndex index, int first, ArtistGap gap)
{
    // Below rounding no order is better than another.
    private const double Gain = 1e-9;

    /// <summary>Songs that are put elsewhere together, at most.</summary>
    private const int MostMoved = 3;

    private readonly Dictionary<(int, int), double> steps = [];
    private readonly List<int> songs = [first];

    /// <summary>The songs in order.</summary>
    public IReadOnlyList<int> Songs => songs;

    /// <summary>What a list costs, all steps together.</summary>
    public static double Cost(SimilarityIndex index, IReadOnlyList<int> songs) =>
        songs.Zip(songs.Skip(1), (a, b) => Step(index, a, b)).Sum();

    /// <summary>Puts a song where the list then costs least, of equal places the first; false if the gap allows no place.</summary>
    public bool TryInsert(int song)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var place = 1; place <= songs.Count; place++)
            if (gap.Allows(songs, place, song) && Detour(songs, place, song, song) is var cost && cost < least)
                (best, least) = (place, cost);
        if (best < 0)
            return false;
        songs.Insert(best, song);
        return true;
    }

    /// <summary>
    /// Turns parts of the list round (2-opt, Croes 1958) as long as it gets better for it, then puts up to three songs elsewhere (or-opt,
    /// Or 1976), and begins again where that helped.
    /// </summary>
    public void Improve(Work work)
    {
        do
            while (Try(TryTurns, work))
            {
                // From the beginning, as one turn may allow another.
            }
        while (Try(TryMoves, work));
    }

    private bool Try(Func<int, bool> change, Work work)
    {
        var improved = false;
        for (var from = 1; from < songs.Count; from++)
        {
            work.ThrowIfStopped();
            improved |= change(from);
        }
        return improved;
    }

    private bool TryTurns(int from)
    {
        var improved = false;
        for (var to = from + 1; to < songs.Count; to++)
            improved |= TryTurn(from, to);
        return improved;
    }

    private bool TryMoves(int from)
    {
        var improved = false;
        for (var count = 1; count <= Math.Min(MostMoved, songs.Count - from); count++)
            improved |= TryMove(from, count);
        return improved;
    }

    private bool TryTurn(int from, int to)
    {
        var before = Step(songs[from - 1], songs[from]);
        var after = Step(songs[from - 1], songs[to]);
        if (to + 1 < songs.Count)
            (before, after) = (before + Step(songs[to], songs[to + 1]), after + Step(songs[from], songs[to + 1]));
        return after <= before - Gain && Take([.. songs[..from], .. Enumerable.Reverse(songs[from..(to + 1)]), .. songs[(to + 1)..]]);
    }

    /// <summary>Puts songs that follow one another where the list then costs least, as they are or turned round.</summary>
    private bool TryMove(int from, int count)
    {
        List<int> moved = songs[from..(from + count)], rest = [.. songs[..from], .. songs[(from + count)..]];
        var (best, least, isTurned) = (-1, Detour(rest, from, moved[0], moved[^1]) - Gain, false);
        for (var place = 1; place <= rest.Count; place++)
        {
            var (asIs, turned) = (Detour(rest, place, moved[0], moved[^1]), Detour(rest, place, moved[^1], moved[0]));
            if (Math.Min(asIs, turned) < least)
                (best, least, isTurned) = (place, Math.Min(asIs, turned), turned < asIs);
        }
        return best > 0 && Take([.. rest[..best], .. isTurned ? Enumerable.Reverse(moved) : moved, .. rest[best..]]);
    }

    /// <summary>Puts the songs into another order if the gap allows it.</summary>
    private bool Take(List<int> order)
    {
        if (!gap.IsKept(order))
            return false;
        for (var place = 0; place < order.Count; place++)
            songs[place] = order[place];
        return true;
    }

    /// <summary>What it costs more to go over songs, from one to another one, at a place of a list.</summary>
    private double Detour(List<int> list, int place, int from, int to) => Step(list[place - 1], from)
        + (place < list.Count ? Step(to, list[place]) - Step(list[place - 1], list[place]) : 0);

    private double Step(int a, int b)
    {
        ref var step = ref CollectionsMarshal.GetValueRefOrAddDefault(steps, (Math.Min(a, b), Math.Max(a, b)), out var isKnown);
        return isKnown ? step : step = Step(index, a, b);
    }

    private static double Step(SimilarityIndex index, int a, int b)
    {
        var distance = 1 - index.Similarity(Math.Min(a, b), Math.Max(a, b)); // to the last bit the same in both directions
        return distance * distance;
    }
}
