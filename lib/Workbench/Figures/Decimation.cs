namespace Workbench.Figures;

/// <summary>Thins long lines so that a figure stays small and looks the same.</summary>
internal static class Decimation
{
    /// <summary>The most points a drawn line has.</summary>
    public const int MaxPoints = 500;

    private const int PointsPerBucket = 5;

    /// <summary>
    /// The points to draw: of each of 100 stretches the first, the lowest, the highest, the last and one gap, so peaks and gaps
    /// stay (after M4: Jugel et al., VLDB 2014). The stretches share both the points and the length of the line evenly, so that a
    /// steep part keeps its shape however few points it has.
    /// </summary>
    /// <param name="x">Horizontal positions, in drawing order.</param>
    /// <param name="y">One height a position.</param>
    /// <returns>Indices, ascending; all of them when there are at most <see cref="MaxPoints"/>.</returns>
    public static int[] Keep(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (y.Count <= MaxPoints)
            return [.. Enumerable.Range(0, y.Count)];
        const int buckets = MaxPoints / PointsPerBucket;
        var progress = Progress(x, y);
        var kept = new SortedSet<int>();
        for (int bucket = 0, start = 0; start < y.Count; bucket++)
        {
            var end = start;
            while (end < y.Count && (bucket == buckets - 1 || progress[end] * buckets < bucket + 1))
                end++;
            if (end > start)
                KeepOf(x, y, start, end, kept);
            start = end;
        }
        return [.. kept];
    }

    private static void KeepOf(IReadOnlyList<double> x, IReadOnlyList<double> y, int start, int end, SortedSet<int> kept)
    {
        int? lowest = null, highest = null, gap = null;
        for (var i = start; i < end; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i]))
            {
                gap ??= i;
                continue;
            }
            if (lowest is not { } low || y[i] < y[low])
                lowest = i;
            if (highest is not { } high || y[i] > y[high])
                highest = i;
        }
        kept.UnionWith(new[] { start, lowest, highest, gap, end - 1 }.OfType<int>());
    }

    /// <summary>How far along the line each point is, 0 to 1: the mean of its share of the points and its share of the length.</summary>
    private static double[] Progress(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var (width, height) = (Span(x), Span(y));
        var length = new double[y.Count];
        for (var i = 1; i < y.Count; i++)
        {
            var step = Math.Abs(x[i] - x[i - 1]) / width + Math.Abs(y[i] - y[i - 1]) / height;
            length[i] = length[i - 1] + (double.IsFinite(step) ? step : 0);
        }
        var whole = length[^1] > 0 ? length[^1] : 1;
        return [.. length.Select((l, i) => (l / whole + (double)i / y.Count) / 2)];
    }

    private static double Span(IReadOnlyList<double> values)
    {
        var extent = Extent.Of(values);
        return extent.High > extent.Low ? extent.High - extent.Low : 1;
    }
}
