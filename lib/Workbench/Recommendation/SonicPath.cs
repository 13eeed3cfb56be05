namespace Workbench.Recommendation;

/// <summary>
/// A path from one song to another in small steps: of all paths over songs that lie between the two, the one with the least sum of squared
/// distances, so that one long step costs more than several short ones (found as Bellman 1958, which limits the number of steps).
/// </summary>
internal static class SonicPath
{
    /// <summary>Songs that a path may pass, at most: those with the least sum of the distances to both ends.</summary>
    private const int MostBetween = 400;

    /// <summary>Finds it.</summary>
    /// <param name="index">The songs.</param>
    /// <param name="start">Where it begins, a place in <see cref="SimilarityIndex.Tracks"/>.</param>
    /// <param name="end">Where it ends, another one.</param>
    /// <param name="most">Songs of the path with both ends, at least 2.</param>
    /// <returns>Places from start to end, each once, no copy of one another; of equally short paths one over the fewest songs.</returns>
    public static int[] Find(SimilarityIndex index, int start, int end, int most)
    {
        int[] songs = [start, end, .. Between(index, start, end)];
        var costs = Costs(index, songs);
        // What it costs to come to each song with a number of steps at most, and over which song: -1 where fewer steps do.
        var reached = new double[songs.Length];
        Array.Fill(reached, double.PositiveInfinity);
        reached[0] = 0;
        List<int[]> over = [];
        for (var isNearer = true; isNearer && over.Count < most - 1;)
        {
            isNearer = false;
            var (next, from) = ((double[])reached.Clone(), new int[songs.Length]);
            for (var song = 0; song < songs.Length; song++)
            {
                from[song] = -1;
                for (var last = 0; last < songs.Length; last++)
                    if (reached[last] + costs[song, last] < next[song])
                        (next[song], from[song], isNearer) = (reached[last] + costs[song, last], last, true);
            }
            reached = next;
            over.Add(from);
        }
        List<int> path = [];
        for (var (song, steps) = (1, over.Count - 1); steps >= 0; steps--)
            if (over[steps][song] is >= 0 and var last)
            {
                path.Add(songs[song]);
                song = last;
            }
        return [start, .. Enumerable.Reverse(path)];
    }

    private static IEnumerable<int> Between(SimilarityIndex index, int start, int end)
    {
        var detours = new double[index.Tracks.Length];
        Parallel.For(0, detours.Length, song => detours[song] = index.Distance(start, song) + index.Distance(song, end));
        List<int> taken = [start, end];
        foreach (var song in Enumerable.Range(0, detours.Length).OrderBy(song => detours[song])
            .ThenBy(song => index.Tracks[song].Id, StringComparer.Ordinal))
        {
            if (taken.Count == MostBetween + 2)
                break;
            if (!taken.Exists(other => other == song || index.AreCopies(other, song, SongCopies.None)))
                taken.Add(song);
        }
        return taken.Skip(2);
    }

    private static double[,] Costs(SimilarityIndex index, int[] songs)
    {
        var costs = new double[songs.Length, songs.Length];
        Parallel.For(0, songs.Length, a =>
        {
            for (var b = 0; b < songs.Length; b++)
                costs[a, b] = Math.Pow(index.Distance(songs[a], songs[b]), 2);
        });
        return costs;
    }
}
