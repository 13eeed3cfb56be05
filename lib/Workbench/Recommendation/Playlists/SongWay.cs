using Workbench.Foundation;

namespace Workbench.Recommendation.Playlists;

/// <summary>
/// The way from one song to another over songs in between. The song at the share t of the way shall be like the first one by 1 - t and like
/// the last one by t: it costs 1 less that sum of its similarities. A step costs the square of 1 less its similarity, and each song is
/// nearer to the last one, in comparison with the first one, than the song before it. The way is the one that costs least among the songs
/// that are best for each place (dynamic programming); where artists have to stand apart, the least of those that keep that as they grow.
/// </summary>
internal sealed class SongWay
{
    private const int MostForPlace = 40, MostInAll = 2000;

    // Similarities of float32 vectors are rounded to some 1e-7: songs that differ by less lie beside each other.
    private const double Nearer = 1e-6;

    private readonly SimilarityIndex index;
    private readonly int from, to;
    private readonly ArtistGap gap;
    private readonly SongCopies copies;
    private readonly Work work;
    private readonly double[] toFirst, toLast;

    /// <summary>Measures the songs.</summary>
    /// <param name="index">All songs.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">The last.</param>
    /// <param name="gap">What the way keeps.</param>
    /// <param name="copies">Of which recordings of one song only the one that suits best may be on it.</param>
    /// <param name="work">Threads to measure on, and what stops the search.</param>
    public SongWay(SimilarityIndex index, int from, int to, ArtistGap gap, SongCopies copies, Work work)
    {
        (this.index, this.from, this.to, this.gap, this.copies, this.work) = (index, from, to, gap, copies, work);
        (toFirst, toLast) = (index.Similarities(from, work), index.Similarities(to, work));
    }

    /// <summary>The songs that are more like each end than the ends are like one another.</summary>
    public IEnumerable<int> Between() => Enumerable.Range(0, toFirst.Length).Where(song =>
        song != from && song != to && Math.Min(toFirst[song], toLast[song]) > toFirst[to] + Nearer);

    /// <summary>The way in as many songs as there is one in; in two, the ends, there always is.</summary>
    /// <param name="others">Songs that may stand between the ends.</param>
    /// <param name="count">How many it has at most, at least 2.</param>
    /// <param name="canTake">Asked of songs that would be on it: whether they may.</param>
    public int[] Longest(IEnumerable<int> others, int count, Predicate<int> canTake)
    {
        HashSet<int> left = [.. others];
        for (count = Math.Min(count, left.Count + 2); count > 2; count--)
            while (Find(left, count) is { } found)
                if (left.RemoveWhere(song => found.Contains(song) && !canTake(song)) == 0)
                    return found;
        return [from, to];
    }

    private int[]? Find(IEnumerable<int> others, int count)
    {
        List<Stop> before = [new(from, 0, null)];
        foreach (var (place, songs) in Places(others, count).Index())
        {
            work.ThrowIfStopped();
            before = [.. songs.Select(song => Arrive(before, song, 1 - Wanted(song, place + 1, count))).OfType<Stop>()];
        }
        return Arrive(before, to, 0)?.Back().Reverse().ToArray();
    }

    /// <summary>The songs that may stand at each place between the ends: the best of those that are left, without copies.</summary>
    private int[][] Places(IEnumerable<int> others, int count)
    {
        var forEach = Math.Clamp(MostInAll / Math.Max(1, count - 2), 2, MostForPlace);
        List<int> taken = [from, to];
        var known = new HashSet<int>();
        return [.. Enumerable.Range(1, count - 2).Select(place => others
            .OrderByDescending(song => Wanted(song, place, count))
            .ThenBy(song => index.Tracks[song].Id, StringComparer.Ordinal)
            .Where(IsNoCopy)
            .Take(forEach)
            .ToArray())];

        bool IsNoCopy(int song)
        {
            if (known.Contains(song))
                return true;
            if (taken.Exists(other => index.AreCopies(other, song, copies)))
                return false;
            taken.Add(song);
            return known.Add(song);
        }
    }

    private double Wanted(int song, int place, int count)
    {
        var share = (double)place / (count - 1);
        return (1 - share) * toFirst[song] + share * toLast[song];
    }

    /// <summary>The cheapest way to a song; null if none of those before may be followed by it.</summary>
    private Stop? Arrive(List<Stop> before, int song, double cost)
    {
        Stop? best = null;
        foreach (var stop in before)
        {
            if (!IsBehind(song, stop.Song) || !gap.Allows(stop.Back(), song))
                continue;
            var distance = 1 - index.Similarity(stop.Song, song);
            var sum = stop.Cost + cost + distance * distance;
            if (best is null || sum < best.Cost)
                best = new(song, sum, stop);
        }
        return best;
    }

    private bool IsBehind(int song, int other) =>
        song == to || other == from || toLast[song] - toFirst[song] > toLast[other] - toFirst[other] + Nearer;

    /// <summary>A song of a way, with the way to it.</summary>
    private sealed record Stop(int Song, double Cost, Stop? Before)
    {
        /// <summary>The songs up to it, the last first.</summary>
        public IEnumerable<int> Back()
        {
            for (var stop = this; stop is not null; stop = stop.Before)
                yield return stop.Song;
        }
    }
}
