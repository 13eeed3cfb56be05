using Workbench.Recommendation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation;

public class MutualProximityTests
{
    private const int SongCount = 150;

    [Fact]
    public void Songs_are_ordered_by_the_product_of_both_shares_and_keep_the_scale_of_similarities()
    {
        var similarity = Hubby(new Random(1));
        var hubs = MutualProximity<int>.Fit([.. Enumerable.Range(0, SongCount)], (a, b) => similarity[a][b], TestWork.Of())!;
        var (means, deviations) = (new double[SongCount], new double[SongCount]);
        for (var song = 0; song < SongCount; song++)
        {
            var others = similarity[song].Where((_, other) => other != song).ToArray();
            means[song] = others.Average();
            deviations[song] = Math.Sqrt(others.Average(value => Math.Pow(value - means[song], 2)));
        }
        double Share(int song, double value) => Normal((value - means[song]) / deviations[song]);
        for (var song = 0; song < 10; song++)
        {
            int[] others = [.. Enumerable.Range(0, SongCount).Where(other => other != song)];
            var corrected = others.Select(other => hubs.Correct(similarity[song][other], hubs.Of(song), other)).ToArray();
            var proximity = others.Select(other => Share(song, similarity[song][other]) * Share(other, similarity[song][other])).ToArray();
            int[] Order(double[] values) => [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
            Assert.Equal(Order(proximity), Order(corrected));
            Assert.All(corrected, value => Assert.InRange(value, -1, 1));
        }
    }

    [Fact]
    public void Songs_like_all_others_alike_keep_their_similarities()
    {
        // Two groups that see one another alike: every song has the same mean and deviation, and nothing is to be corrected.
        static double Of(int a, int b) => a % 2 == b % 2 ? 0.5 : -0.5;
        var hubs = MutualProximity<int>.Fit([.. Enumerable.Range(0, 40)], Of, TestWork.Of())!;
        Assert.Equal(0.5, hubs.Correct(0.5, hubs.Of(0), 2), 1e-6); // UpperTail is that exact at least
        Assert.Equal(-0.5, hubs.Correct(-0.5, hubs.Of(0), 3), 1e-6);
    }

    [Fact]
    public void The_skew_of_how_often_songs_are_near_becomes_lower_and_more_songs_are_reached()
    {
        var similarity = Hubby(new Random(3));
        var hubs = MutualProximity<int>.Fit([.. Enumerable.Range(0, SongCount)], (a, b) => similarity[a][b], TestWork.Of())!;
        var before = Occurrences((a, b) => similarity[a][b]);
        var after = Occurrences((a, b) => hubs.Correct(similarity[a][b], hubs.Of(a), b));
        Assert.True(Skewness(after) < 0.5 * Skewness(before), $"{Skewness(before)} became {Skewness(after)}");
        Assert.True(after.Count(count => count > 0) > before.Count(count => count > 0));
    }

    [Fact]
    public void Songs_that_are_like_all_others_just_the_same_and_few_songs_are_left_as_they_are()
    {
        var same = MutualProximity<int>.Fit([.. Enumerable.Range(0, 30)], (_, _) => 0, TestWork.Of())!;
        Assert.Equal(0.25, same.Correct(0.25, same.Of(0), 1));
        Assert.Null(MutualProximity<int>.Fit([.. Enumerable.Range(0, MutualProximity<int>.FewestSongs - 1)], (_, _) => 0, TestWork.Of()));
    }

    [Fact]
    public void What_is_farther_than_any_number_tells_stays_in_the_range()
    {
        var similarity = Hubby(new Random(4));
        var hubs = MutualProximity<int>.Fit([.. Enumerable.Range(0, SongCount)], (a, b) => similarity[a][b] * 1e-3, TestWork.Of())!;
        Assert.InRange(hubs.Correct(1, hubs.Of(0), 1), 0, 1);
        Assert.InRange(hubs.Correct(-1, hubs.Of(0), 1), -1, 0);
    }

    /// <summary>Cosines of songs about one direction, some with little noise, which all the others are nearest to.</summary>
    private static double[][] Hubby(Random rng)
    {
        double[][] songs = [.. Enumerable.Range(0, SongCount).Select(song => Enumerable.Range(0, 40)
            .Select(_ => 1 + (0.5 + 2.0 * song / SongCount) * (rng.NextDouble() + rng.NextDouble() + rng.NextDouble() - 1.5)).ToArray())];
        return [.. songs.Select(a => songs.Select(b => Catalogue.Cosine(a, b)).ToArray())];
    }

    private static int[] Occurrences(Func<int, int, double> similarity)
    {
        var counts = new int[SongCount];
        for (var song = 0; song < SongCount; song++)
            foreach (var other in Enumerable.Range(0, SongCount).Where(o => o != song).OrderByDescending(o => similarity(song, o)).Take(3))
                counts[other]++;
        return counts;
    }

    private static double Skewness(int[] values)
    {
        var mean = values.Average();
        return values.Average(value => Math.Pow(value - mean, 3)) / Math.Pow(values.Average(value => Math.Pow(value - mean, 2)), 1.5);
    }

    /// <summary>The normal distribution by its series, exact for |z| below 6.</summary>
    private static double Normal(double z)
    {
        var (term, sum) = (z, z);
        for (var n = 1; n < 200; n++)
            sum += term *= z * z / (2 * n + 1);
        return 0.5 + sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }
}
