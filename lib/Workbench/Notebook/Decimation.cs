namespace Workbench.Notebook;

/// <summary>Thins long lines so that a figure stays small and looks the same.</summary>
internal static class Decimation
{
    /// <summary>The most points a drawn line has.</summary>
    public const int MaxPoints = 500;

    private const int PointsPerBucket = 5;

    /// <summary>
    /// The points to draw: of each of 100 stretches the first, the lowest, the highest, the last and one gap, so peaks and gaps
    /// stay (after M4: Jugel et al., VLDB 2014).
    /// </summary>
    /// <param name="y">Heights, in drawing order.</param>
    /// <returns>Indices into <paramref name="y"/>, ascending; all of them when there are at most <see cref="MaxPoints"/>.</returns>
    public static int[] Keep(IReadOnlyList<double> y)
    {
        if (y.Count <= MaxPoints)
            return [.. Enumerable.Range(0, y.Count)];
        const int buckets = MaxPoints / PointsPerBucket;
        var kept = new SortedSet<int>();
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var start = (int)((long)y.Count * bucket / buckets);
            var end = (int)((long)y.Count * (bucket + 1) / buckets);
            var (lowest, highest) = (start, start);
            for (var i = start; i < end; i++)
            {
                if (!double.IsFinite(y[i]))
                {
                    kept.Add(i);
                    i = NextFinite(y, i, end);
                    if (i == end)
                        break;
                }
                if (!(y[i] >= y[lowest]))
                    lowest = i;
                if (!(y[i] <= y[highest]))
                    highest = i;
            }
            kept.UnionWith([start, lowest, highest, end - 1]);
        }
        return [.. kept];
    }

    private static int NextFinite(IReadOnlyList<double> y, int index, int end)
    {
        while (index < end && !double.IsFinite(y[index]))
            index++;
        return index;
    }
}
