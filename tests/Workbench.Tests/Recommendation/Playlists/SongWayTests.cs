using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Playlists;

namespace Workbench.Tests.Recommendation.Playlists;

/// <summary>As <see cref="Recommender.PathBetween"/> asks for it; ways of playlists are in <see cref="PlaylistBuilderTests"/>.</summary>
public class SongWayTests
{
    [Fact]
    public void It_has_as_many_songs_as_asked_for_or_all_that_there_is_a_way_over()
    {
        Random rng = new(5);
        for (var trial = 0; trial < 30; trial++)
        {
            var index = Catalogue.Random(rng, songCount: 40, columnCount: 6, artistCount: 3).Index();
            var (way, most) = (Way(index, 0, 1), rng.Next(2, 40));
            int[] between = [.. way.Between()];
            Assert.All(between, song => Assert.True(
                Math.Min(index.Similarity(0, song), index.Similarity(1, song)) > index.Similarity(0, 1)));
            var path = way.Longest(between, most, _ => true);
            Assert.Equal((0, 1), (path[0], path[^1]));
            Assert.Equal(path.Distinct(), path);
            Assert.Subset(between.ToHashSet(), path[1..^1].ToHashSet());
            Assert.Equal(Math.Min(most, between.Length + 2), path.Length); // no two lie beside each other
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
        string[] Path(Catalogue songs, int start, int end) => [.. Longest(songs.Index(),
            Array.IndexOf(songs.Tracks, catalogue.Tracks[start]), Array.IndexOf(songs.Tracks, catalogue.Tracks[end]))
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
            var path = Longest(copies.Index(), 0, end);
            Assert.Equal(path.Select(item => item % 12).Distinct(), path.Select(item => item % 12));
        }
    }

    [Fact]
    public void A_large_catalogue_is_crossed_in_smaller_steps()
    {
        var catalogue = Catalogue.Random(new(8), songCount: 3000, columnCount: 4, artistCount: 500);
        var index = catalogue.Index();
        var path = Longest(index, 0, 1);
        Assert.Equal(25, path.Length);
        Assert.All(path.Zip(path.Skip(1)), step => Assert.True(index.Distance(step.First, step.Second) < index.Distance(0, 1)));
        Assert.Equal(path, Longest(index, 0, 1));
    }

    private static SongWay Way(SimilarityIndex index, int from, int to) =>
        new(index, from, to, new(index, gap: 0), SongCopies.None, Work.Default);

    private static int[] Longest(SimilarityIndex index, int from, int to) =>
        Way(index, from, to) is var way ? way.Longest(way.Between(), 25, _ => true) : [];
}
