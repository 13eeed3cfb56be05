using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// The same audio under two names, found by features that are there already: two songs whose standardised summaries are
/// nearer than <see cref="Limit"/> and whose durations, where known, differ by no more than a second.
/// </summary>
internal static class NearDuplicates
{
    /// <summary>
    /// Root mean square difference of a column, in standard deviations, below which songs count as the same audio. Of the 1,000 clips of
    /// GTZAN it finds the 14 exact duplicates and 7 more pairs; the nearest two of 400 different songs of Emotify are 0.22 apart.
    /// </summary>
    public const float Limit = 0.1f;

    /// <summary>Fewer columns tell too little of a song.</summary>
    private const int FewestColumns = 16;

    private const int FramesOfSong = 128;
    private const int BlockLength = 32;
    private const double DurationToleranceSeconds = 1;

    /// <summary>Fewer songs are compared at once, and nothing is told.</summary>
    private const int LongWork = 10_000;

    /// <summary>
    /// Pairs of songs that are the same audio, the lower index first, in ascending order. Of more than two whose features are equal, each
    /// is a pair with the first of them.
    /// </summary>
    /// <param name="source">The songs. One of frames is summarised by the means and deviations of its columns.</param>
    /// <param name="work">
    /// Threads, progress, and what stops it; null for <see cref="Work.Default"/>. Told how many of very many songs are compared with all
    /// others.
    /// </param>
    public static ImmutableArray<(int First, int Second)> Find(ExtractedDataset source, Work? work = null)
    {
        work ??= Work.Default;
        var songs = source.Songs.AreSummaries ? source.Songs : new SongSummaries(Summarize(source.Songs, work));
        if (songs.ColumnCount < FewestColumns)
            return [];
        var rows = StandardizedSongs.Of(songs, BlockLength, work);
        if (rows.AreAllAlike)
            return []; // features that tell nothing apart
        var limit = Limit * Limit * songs.ColumnCount;
        var durations = Enumerable.Range(0, rows.Count).Select(song => DurationOf(source, song)).ToArray();
        var (hashes, projections) = Read(rows, work);

        // Of songs that are equal, of silence for instance, each is a pair with the first: every two of very many would be too many pairs.
        Dictionary<(UInt128, double?), int> firsts = [];
        (List<int> different, List<(int First, int Second)> pairs) = ([], []);
        for (var song = 0; song < rows.Count; song++)
            if (firsts.TryAdd((hashes[song], durations[song]), song))
                different.Add(song);
            else
                pairs.Add((firsts[(hashes[song], durations[song])], song));

        var (one, other) = (new float[rows.Length], new float[rows.Length]);
        ProjectionTree tree = new([.. different.Select(song => projections[song])]);
        pairs.AddRange(Near(tree, rows.Count < LongWork ? work with { Progress = null } : work)
            .Select(pair => (First: different[pair.First], Second: different[pair.Second]))
            .Where(pair => IsSameDuration(durations[pair.First], durations[pair.Second])
                && AreNear(pair.First, pair.Second)));
        return [.. pairs.Order()];

        bool AreNear(int first, int second)
        {
            rows.Read(first, one);
            rows.Read(second, other);
            return IsNear(one, other, limit);
        }
    }

    /// <summary>A hash of every song, and its projections.</summary>
    private static (UInt128[] Hashes, float[][] Projections) Read(StandardizedSongs rows, Work work)
    {
        var (hashes, projections) = (new UInt128[rows.Count], new float[rows.Count][]);
        var directions = ProjectionTree.Draw(rows.Length);
        Parallel.For(0, rows.Count, work.LoopOptions, () => new float[rows.Length], (song, _, row) =>
        {
            rows.Read(song, row);
            hashes[song] = XxHash128.HashToUInt128(MemoryMarshal.AsBytes<float>(row));
            projections[song] = ProjectionTree.Project(row, directions);
            return row;
        }, _ => { });
        return (hashes, projections);
    }

    private static bool IsSameDuration(double? a, double? b) =>
        a is null || b is null || Math.Abs(a.Value - b.Value) <= DurationToleranceSeconds;

    private static double? DurationOf(ExtractedDataset source, int song) =>
        source.Tracks[song].DurationSeconds
        ?? (source.Songs.AreSummaries ? null : source.Songs.FrameCount(song) * source.Spec.FrameSeconds);

    private static FeatureMatrix Summarize(SongFeatures songs, Work work)
    {
        var columns = songs.ColumnCount;
        var (summaries, frame) = (new float[songs.SongCount * 2 * columns], new float[columns]);
        for (var song = 0; song < songs.SongCount; song++)
        {
            work.ThrowIfStopped();
            var count = Math.Min(songs.FrameCount(song), FramesOfSong);
            var row = summaries.AsSpan(song * 2 * columns, 2 * columns);
            var (sums, squares) = (new double[columns], new double[columns]);
            for (var i = 0; i < count; i++)
            {
                songs.Read(song, (int)((long)i * songs.FrameCount(song) / count), frame);
                for (var c = 0; c < columns; c++)
                {
                    sums[c] += frame[c];
                    squares[c] += (double)frame[c] * frame[c];
                }
            }
            for (var c = 0; c < columns; c++)
            {
                row[c] = (float)(sums[c] / count);
                row[columns + c] = (float)Math.Sqrt(Math.Max(0, squares[c] / count - sums[c] / count * (sums[c] / count)));
            }
        }
        return new([.. songs.ColumnNames.Select(n => $"{n}_mean"), .. songs.ColumnNames.Select(n => $"{n}_std")], summaries);
    }

    /// <summary>Pairs of rows that may be within the limit, the lower index first.</summary>
    private static ConcurrentBag<(int First, int Second)> Near(ProjectionTree tree, Work work)
    {
        ConcurrentBag<(int, int)> near = [];
        var compared = 0;
        Parallel.For(0, tree.Count, work.LoopOptions, place =>
        {
            foreach (var other in tree.NearBehind(place, Limit))
                near.Add((Math.Min(tree.RowAt(place), other), Math.Max(tree.RowAt(place), other)));
            if (Interlocked.Increment(ref compared) is var done && (done % 1000 == 0 || done == tree.Count))
                work.Report(new("Looking for songs that are there twice", done, tree.Count));
        });
        return near;
    }

    /// <summary>Whether the squared distance is below a limit; in lanes of four whatever the machine, so that all agree.</summary>
    private static bool IsNear(float[] a, float[] b, float limit)
    {
        var distance = 0f;
        for (var start = 0; start < a.Length && distance < limit; start += BlockLength)
        {
            var sum = Vector128<float>.Zero;
            for (var c = start; c < start + BlockLength; c += Vector128<float>.Count)
            {
                var difference = Vector128.Create(a, c) - Vector128.Create(b, c);
                sum += difference * difference;
            }
            distance += Vector128.Sum(sum);
        }
        return distance < limit;
    }
}
