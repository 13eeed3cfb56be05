using Workbench.Datasets;

namespace Workbench.Tests.Datasets;

public class SketchesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void The_songs_whose_sketches_are_near_are_those_of_the_plain_comparison(int count)
    {
        var rng = new Random(count);
        var songs = new float[count][];
        for (var song = 0; song < count; song++)
            songs[song] = Sketches.Of([.. Enumerable.Range(0, 32).Select(_ => rng.NextSingle())]);
        Sketches sketches = new(songs);
        const float Limit = 1.2f;
        var pairs = 0;
        for (var song = 0; song < count; song++)
            foreach (var end in new[] { song, (song + count) / 2, count })
            {
                int[] expected = [.. Enumerable.Range(song + 1, Math.Max(0, end - song - 1)).Where(other =>
                    songs[song].Zip(songs[other], (a, b) => (double)(a - b) * (a - b)).Sum() <= Limit)];
                Assert.Equal(expected, sketches.Near(song, end, Limit));
                pairs += expected.Length;
            }
        Assert.InRange(pairs, count == 100 ? 100 : 0, count * count / 2);
    }

    [Fact]
    public void Sketches_are_never_farther_apart_than_songs()
    {
        var rng = new Random(2);
        for (var trial = 0; trial < 100; trial++)
        {
            float[] a = [.. Enumerable.Range(0, 64).Select(_ => rng.NextSingle())];
            float[] b = [.. a.Select(value => value + 0.1f * rng.NextSingle())];
            Assert.InRange(Distance(Sketches.Of(a), Sketches.Of(b)), 0, 1.0001 * Distance(a, b));
        }

        static double Distance(float[] a, float[] b) => a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum();
    }
}
