using System.Globalization;
using System.Text;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Vectors;

/// <summary>Answers of the index against plain loops, for both scans.</summary>
public sealed class NearestTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(128)]
    [InlineData(518)]
    public void They_are_those_of_a_plain_loop_in_float64(int dimension)
    {
        var songs = SongVectors.Draw(count: 3000, dimension);
        using var index = IndexOf(songs, dimension);
        var rng = new Random(2);
        for (var trial = 0; trial < 10; trial++)
        {
            var query = SongVectors.Draw(rng, dimension);
            var plain = songs.ToDictionary(song => song.Key, song => song.Value.Zip(query, (a, b) => (double)a * b).Sum());
            double[] best = [.. plain.Values.OrderDescending().Take(10)];
            foreach (var scan in Enum.GetValues<VectorScan>())
            {
                index.Scan = scan;
                var hits = index.Nearest(query, 10);
                Assert.Equal(10, hits.Select(hit => hit.Id).Distinct().Count());
                foreach (var (i, hit) in hits.Index())
                {
                    Assert.Equal(plain[hit.Id], hit.Similarity, 1e-6); // float32
                    Assert.Equal(best[i], hit.Similarity, 1e-6);
                }
            }
        }
    }

    [Fact]
    public void They_are_the_same_to_the_last_bit_with_both_scans_and_any_number_of_threads()
    {
        var songs = SongVectors.Draw(count: 6000, dimension: 20);
        using var index = IndexOf(songs, 20);
        foreach (var id in songs.Keys.Where((_, i) => i % 7 == 0).ToList())
        {
            songs.Remove(id);
            Assert.True(index.Remove(id));
        }
        index.Commit();
        var rng = new Random(3);
        foreach (var count in (int[])[1, 3, 100])
        {
            var query = SongVectors.Draw(rng, 20);
            var expected = Plain(songs, query, count);
            foreach (var scan in Enum.GetValues<VectorScan>())
                foreach (var threads in (int[])[1, 2, 5])
                {
                    index.Scan = scan;
                    Assert.Equal(expected, index.Nearest(query, count, work: TestWork.Of(threads: threads)));
                }
        }
    }

    [Theory]
    [InlineData(VectorScan.Int8)]
    [InlineData(VectorScan.Float32)]
    public void Equal_similarities_are_ordered_by_id(VectorScan scan)
    {
        var vector = SongVectors.Draw(new Random(1), 16);
        string[] ids = ["b", "a", "\U0001F3B5", "\uFF21", "c", "aa"]; // by code points, a note stands behind the wide letter
        var songs = Enumerable.Range(0, 3000).Select(i => i.ToString("x4", CultureInfo.InvariantCulture)).Reverse().Concat(ids)
            .ToDictionary(id => id, _ => vector);
        using var index = IndexOf(songs, 16);
        index.Scan = scan;
        Assert.Equal(["0000", "0001", "0002", "0003"], index.Nearest(vector, 4).Select(hit => hit.Id));
        Assert.Equal(["a", "aa", "b", "c", "\uFF21", "\U0001F3B5"],
            index.Nearest(vector, 10, id => Array.IndexOf(ids, id) >= 0).Select(hit => hit.Id));
    }

    [Fact]
    public void Vectors_that_are_nearly_the_same_are_told_apart()
    {
        var rng = new Random(6);
        var center = SongVectors.Draw(rng, 64);
        var songs = Enumerable.Range(0, 4000).ToDictionary(i => i.ToString(CultureInfo.InvariantCulture),
            _ => center.Select(value => value * 0.99f + (float)(1e-4 * (rng.NextDouble() - 0.5))).ToArray());
        using var index = IndexOf(songs, 64);
        Assert.Equal(Plain(songs, center, 5), index.Nearest(center, 5));
    }

    [Theory]
    [InlineData(VectorScan.Int8)]
    [InlineData(VectorScan.Float32)]
    public void Songs_that_are_not_accepted_are_left_out(VectorScan scan)
    {
        var songs = SongVectors.Draw(count: 2500, dimension: 12);
        using var index = IndexOf(songs, 12);
        index.Scan = scan;
        var query = songs["7"];
        foreach (var number in songs.Keys.Where(id => !Accepts(id)))
            songs.Remove(number);
        Assert.Equal(Plain(songs, query, 6), index.Nearest(query, 6, Accepts));
        Assert.Empty(index.Nearest(query, 6, _ => false));

        static bool Accepts(string id) => id != "7" && int.Parse(id, CultureInfo.InvariantCulture) % 3 != 0;
    }

    [Fact]
    public void An_exception_of_who_accepts_comes_as_it_is()
    {
        using var index = IndexOf(SongVectors.Draw(count: 2000, dimension: 3), 3);
        Assert.Throws<FormatException>(() => index.Nearest([1, 0, 0], 1, _ => throw new FormatException()));
    }

    [Theory]
    [InlineData(VectorScan.Int8)]
    [InlineData(VectorScan.Float32)]
    public void More_than_there_are_gives_all_and_an_empty_index_none(VectorScan scan)
    {
        using var index = VectorIndex.OpenToWrite(folder.Path, 4);
        index.Scan = scan;
        Assert.Empty(index.Nearest([1, 0, 0, 0]));
        var songs = SongVectors.Draw(count: 5, dimension: 4);
        SongVectors.Put(index, songs);
        Assert.Equal(Plain(songs, [1, 0, 0, 0], 5), index.Nearest([1, 0, 0, 0], int.MaxValue));
        Assert.Equal(5, index.Nearest([0, 0, 0, 0], 9).Count); // like nothing
    }

    [Fact]
    public void A_token_stops_it()
    {
        using var index = IndexOf(SongVectors.Draw(count: 2000, dimension: 3), 3);
        Assert.Throws<OperationCanceledException>(() => index.Nearest([1, 0, 0], work: new() { Token = new(canceled: true) }));
    }

    [Fact]
    public void Wrong_questions_are_refused()
    {
        using var index = IndexOf(SongVectors.Draw(count: 2, dimension: 3), 3);
        Assert.Equal("Count 0 must be >= 1; 3 is usual.", Assert.Throws<WorkbenchException>(() => index.Nearest([1, 0, 0], 0)).Message);
        Assert.StartsWith("The vector of the song asked for has 2 numbers, and those of the index have 3.",
            Assert.Throws<WorkbenchException>(() => index.Nearest([1, 0])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Number 1 of the vector of the song asked for is NaN and must be finite.",
            Assert.Throws<WorkbenchException>(() => index.Nearest([1, float.NaN, 0])).Message, StringComparison.Ordinal);
    }

    private VectorIndex IndexOf(Dictionary<string, float[]> songs, int dimension)
    {
        var index = VectorIndex.OpenToWrite(folder.Path, dimension);
        SongVectors.Put(index, songs);
        return index;
    }

    /// <summary>Products in the one order of additions that the library has, all of them sorted.</summary>
    private static IEnumerable<VectorHit> Plain(Dictionary<string, float[]> songs, float[] query, int count)
    {
        var padded = Padded(query);
        return songs.Select(song => new VectorHit(song.Key, DotProduct.Of(Padded(song.Value), padded)))
            .OrderByDescending(hit => hit.Similarity)
            .ThenBy(hit => Encoding.UTF8.GetBytes(hit.Id), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).Take(count);
    }

    private static float[] Padded(float[] vector) => [.. vector, .. new float[new ExtentLayout(vector.Length).FloatStride - vector.Length]];
}
