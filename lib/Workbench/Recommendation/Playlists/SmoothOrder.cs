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
        {
            if (!gap.Allows(songs, place, song))
                continue;
            var cost = Step(songs[place - 1], song);
            if (place < songs.Count)
                cost += Step(song, songs[place]) - Step(songs[place - 1], songs[place]);
            if (cost < least)
                (best, least) = (place, cost);
        }
        if (best < 0)
            return false;
        songs.Insert(best, song);
        return true;
    }

    /// <summary>Turns parts of the list round as long as it gets better for it (2-opt, Croes 1958).</summary>
    public void Improve(Work work)
    {
        for (var improved = true; improved;)
        {
            improved = false;
            for (var from = 1; from < songs.Count - 1; from++)
            {
                work.ThrowIfStopped();
                for (var to = from + 1; to < songs.Count; to++)
                    improved |= TryTurn(from, to);
            }
        }
    }

    private bool TryTurn(int from, int to)
    {
        var before = Step(songs[from - 1], songs[from]);
        var after = Step(songs[from - 1], songs[to]);
        if (to + 1 < songs.Count)
            (before, after) = (before + Step(songs[to], songs[to + 1]), after + Step(songs[from], songs[to + 1]));
        if (after > before - Gain)
            return false;
        songs.Reverse(from, to - from + 1);
        if (gap.IsKept(songs))
            return true;
        songs.Reverse(from, to - from + 1);
        return false;
    }

    private double Step(int a, int b) => Step(index, a, b);

    private static double Step(SimilarityIndex index, int a, int b)
    {
        var distance = 1 - index.Similarity(Math.Min(a, b), Math.Max(a, b)); // to the last bit the same in both directions
        return distance * distance;
    }
}
