using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class SonicPathTests
{
    [Fact]
    public void Every_path_costs_as_little_as_the_best_of_all_paths()
    {
        Random rng = new(5);
        for (var trial = 0; trial < 60; trial++)
        {
            var catalogue = Catalogue.Random(rng, songCount: rng.Next(2, 8), columnCount: 6, artistCount: 3);
            var index = catalogue.Index();
            var (end, most) = (rng.Next(1, catalogue.Tracks.Length), rng.Next(2, 9));
            var path = SonicPath.Find(index, 0, end, most);

            Assert.Equal((0, end), (path[0], path[^1]));
            Assert.InRange(path.Length, 2, most);
            Assert.Equal(path.Distinct(), path);
            var best = Paths([0], end, most, catalogue.Tracks.Length).Min(other => Cost(index, other));
            Assert.Equal(best, Cost(index, path), 1e-12); // sums in another order
        }
    }

    [Fact]
    public void The_same_question_has_the_same_answer_whatever_the_order_of_the_songs()
    {
        Random rng = new(6);
        var catalogue = Catalogue.Random(rng, songCount: 60, columnCount: 12, artistCount: 20);
        int[] order = [.. Enumerable.Range(0, 60)];
        rng.Shuffle(order);
        var shuffled = catalogue.Rows(order);
        string[] Path(Catalogue songs, int start, int end) => [.. SonicPath.Find(songs.Index(),
            Array.IndexOf(songs.Tracks, catalogue.Tracks[start]), Array.IndexOf(songs.Tracks, catalogue.Tracks[end]), 25)
            .Select(item => songs.Tracks[item].Id)];
        for (var end = 1; end < 20; end++)
            Assert.Equal(Path(catalogue, 0, end), Path(shuffled, 0, end));
    }

    [Fact]
    public void No_copy_stands_beside_its_song()
    {
        var catalogue = Catalogue.Random(new(7), songCount: 12, columnCount: 6, artistCount: 3);
        int[] twice = [.. Enumerable.Range(0, 12), .. Enumerable.Range(0, 12)];
        Catalogue copies = new([.. twice.Select((item, i) => catalogue.Tracks[item] with { Id = $"{i}.mp3" })],
            [.. twice.Select(item => catalogue.Embedding[item])], [.. twice.Select(item => catalogue.Genres[item])]);
        for (var end = 1; end < 12; end++)
        {
            var path = SonicPath.Find(copies.Index(), 0, end, 25);
            Assert.Equal(path.Select(item => item % 12).Distinct(), path.Select(item => item % 12));
        }
    }

    [Fact]
    public void A_large_catalogue_is_crossed_too()
    {
        var catalogue = Catalogue.Random(new(8), songCount: 3000, columnCount: 4, artistCount: 500);
        var index = catalogue.Index();
        var path = SonicPath.Find(index, 0, 1, 25);
        Assert.InRange(path.Length, 3, 25);
        Assert.True(Cost(index, path) < Cost(index, [0, 1]));
        Assert.Equal(path, SonicPath.Find(index, 0, 1, 25));
    }

    private static double Cost(SimilarityIndex index, int[] path) =>
        path.Zip(path.Skip(1), (a, b) => Math.Pow(index.Distance(a, b), 2)).Sum();

    /// <summary>Every path without a song twice.</summary>
    private static IEnumerable<int[]> Paths(int[] begun, int end, int most, int songs) => begun[^1] == end ? [begun]
        : begun.Length == most ? []
        : Enumerable.Range(0, songs).Except(begun).SelectMany(next => Paths([.. begun, next], end, most, songs));
}
