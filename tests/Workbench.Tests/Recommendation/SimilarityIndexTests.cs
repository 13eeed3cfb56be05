using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class SimilarityIndexTests
{
    // Columns of mean 0 and deviation 1 (genres: mean 0.5, deviation 0.4), so that every cosine is -1, 0 or 1.
    private static readonly Catalogue Corners = new(
        [
            Catalogue.Track("a.mp3", "A", "One"), Catalogue.Track("b.mp3", "B", "Two"),
            Catalogue.Track("c.mp3", "C", "Three", "Jazz"), Catalogue.Track("d.mp3", "D", "Four", "Jazz"),
        ],
        [[1, 1], [1, -1], [-1, 1], [-1, -1]],
        [[0.1, 0.9], [0.1, 0.9], [0.9, 0.1], [0.9, 0.1]]);

    [Fact]
    public void Four_corners_have_their_closed_forms()
    {
        var neighbors = Corners.Index().Nearest("a.mp3");
        Assert.Equal(["b.mp3", "c.mp3", "d.mp3"], neighbors.Select(n => n.Track.Id));
        double[] similarities = [0.5, -0.5, -1];
        Assert.All(neighbors.Zip(similarities), pair => Assert.Equal(pair.Second, pair.First.Similarity, 1e-6)); // float32 unit vectors
        Assert.All(neighbors.Zip([(0, 1), (0, -1), (-1.0, -1.0)]), pair =>
        {
            Assert.Equal(pair.Second.Item1, pair.First.SoundSimilarity, 1e-6);
            Assert.Equal(pair.Second.Item2, pair.First.CosineOf(SimilarityPart.Genres)!.Value, 1e-6);
        });
    }

    [Fact]
    public void An_answer_says_what_sound_and_what_genre_gave()
    {
        var neighbor = Corners.Index().Nearest("a.mp3")[0];
        Assert.Equal([(SimilarityPart.Embedding, 0), (SimilarityPart.Genres, 0.5)],
            neighbor.Parts.Select(part => (part.Part, Math.Round(part.Contribution, 6))));
        Assert.Equal(neighbor.Similarity, neighbor.Parts.Sum(part => part.Contribution));
        Assert.Equal(1 - neighbor.Similarity, neighbor.Distance);
        Assert.Equal(["Rock"], neighbor.SharedGenres);
    }

    [Fact]
    public void Every_answer_ascends_and_matches_the_plain_double_loop()
    {
        var rng = new Random(4);
        for (var trial = 0; trial < 40; trial++)
        {
            var catalogue = Catalogue.Random(rng, songCount: rng.Next(2, 40), columnCount: rng.Next(3, 80), artistCount: 8);
            var index = catalogue.Index();
            var item = rng.Next(catalogue.Tracks.Length);
            var neighbors = index.Nearest(item, new() { Count = catalogue.Tracks.Length, SameArtist = true });

            Assert.DoesNotContain(catalogue.Tracks[item], neighbors.Select(n => n.Track));
            Assert.Equal(neighbors.Select(n => n.Distance).Order(), neighbors.Select(n => n.Distance));
            // float32 unit vectors
            Assert.All(neighbors, n => Assert.Equal(catalogue.Distance(item, Array.IndexOf(catalogue.Tracks, n.Track)), n.Distance, 2e-6));
            Assert.Equal(catalogue.Tracks.Length - 1, neighbors.Count);
        }
    }

    [Fact]
    public void One_artist_is_one_in_all_spellings_and_credits_and_segments_are_copies()
    {
        var drawn = Catalogue.Random(new Random(3), songCount: 7, columnCount: 16, artistCount: 1);
        var catalogue = drawn with
        {
            Tracks =
            [
                Catalogue.Track("query.mp3", "The Ann Lees"), Catalogue.Track("1.mp3", "ANN LEES"),
                Catalogue.Track("2.mp3", "Bob feat. Ann Lees"), Catalogue.Track("3.mp3", "Bob"),
                Catalogue.Track("4.mp3", "Cid") with { Recording = "x" }, Catalogue.Track("5.mp3", "Dan") with { Recording = "x" },
                Catalogue.Track("6.mp3", "Eve"),
            ],
        };
        var ids = catalogue.Index().Nearest("query.mp3", new() { Count = 9 }).Select(n => n.Track.Id).ToArray();
        Assert.Equal(3, ids.Length); // Bob, Cid or Dan, Eve
        Assert.Empty(ids.Intersect(["1.mp3", "2.mp3"]));
        Assert.Contains("3.mp3", ids);
        Assert.Single(ids.Intersect(["4.mp3", "5.mp3"]));
    }

    [Fact]
    public void Artists_are_kept_apart_unless_asked_otherwise()
    {
        var rng = new Random(5);
        for (var trial = 0; trial < 40; trial++)
        {
            var catalogue = Catalogue.Random(rng, songCount: 30, columnCount: 16, artistCount: 5);
            var index = catalogue.Index();
            var query = catalogue.Tracks[rng.Next(30)];
            var all = index.Nearest(query.Id, new() { Count = 30, SameArtist = true });

            // The plain rule: walk down the whole list and take the first song of each artist not yet met.
            var met = new HashSet<string> { query.Group };
            var expected = all.Where(n => met.Add(n.Track.Group)).Take(4);
            Assert.Equal(expected.Select(n => n.Track.Id), index.Nearest(query.Id, new() { Count = 4 }).Select(n => n.Track.Id));
        }
    }

    [Fact]
    public void Copies_of_the_song_and_of_one_another_are_left_out()
    {
        var rng = new Random(6);
        var drawn = Catalogue.Random(rng, songCount: 6, columnCount: 64, artistCount: 1);
        var catalogue = drawn.Rows(0, 1, 2, 3, 4, 5, 0, 1) with
        {
            Tracks =
            [
                Catalogue.Track("query.mp3", "X", "Song"), Catalogue.Track("1.mp3"), Catalogue.Track("2.mp3"),
                Catalogue.Track("retagged.mp3", "x", "SONG"), Catalogue.Track("4.mp3"), Catalogue.Track("5.mp3"),
                Catalogue.Track("same-sound.mp3"), Catalogue.Track("1-again.mp3"),
            ],
        };
        Assert.Equal(["1-again.mp3", "2.mp3", "4.mp3", "5.mp3"],
            catalogue.Index().Nearest("query.mp3", new() { Count = 9, SameArtist = true }).Select(n => n.Track.Id)
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SongCopies.None, "other.mp3")]
    [InlineData(SongCopies.Versions, "demo.mp3 live.mp3 other.mp3")]
    [InlineData(SongCopies.All, "demo.mp3 live-again.mp3 live.mp3 other.mp3 song-again.mp3")]
    public void Versions_of_a_song_are_copies_of_it_unless_asked_otherwise_and_the_same_sound_always_is(SongCopies copies, string expected)
    {
        var catalogue = Catalogue.Random(new Random(9), songCount: 6, columnCount: 64, artistCount: 1).Rows(0, 1, 2, 3, 4, 5, 0) with
        {
            Tracks =
            [
                Catalogue.Track("query.mp3", "X", "Song"), Catalogue.Track("live.mp3", "X", "Song (Live)"),
                Catalogue.Track("live-again.mp3", "X", "SONG [live]"), Catalogue.Track("demo.mp3", "X", "Song - Demo"),
                Catalogue.Track("song-again.mp3", "X", "song"), Catalogue.Track("other.mp3", "X", "Other"),
                Catalogue.Track("same-sound.mp3", "X", "Song (2011 Remaster)"),
            ],
        };
        var ids = catalogue.Index().Nearest("query.mp3", new() { Count = 9, SameArtist = true, Copies = copies }).Select(n => n.Track.Id);
        // Of the two live ones, which are one version, the nearer is there.
        Assert.Equal(expected, string.Join(' ', ids.Select(id => copies == SongCopies.Versions && id == "live-again.mp3" ? "live.mp3" : id)
            .Order(StringComparer.Ordinal)));
        Assert.Single(catalogue.Index().Nearest("query.mp3", new() { Count = 9, Copies = SongCopies.All, SameArtist = true }),
            n => n.Track.Id == "other.mp3");
    }

    [Fact]
    public void Equal_distances_are_ordered_by_id_whatever_the_order_of_the_catalogue()
    {
        // Two songs mirrored about the query's axis.
        var catalogue = new Catalogue(
            [Catalogue.Track("q"), Catalogue.Track("Z"), Catalogue.Track("a"), Catalogue.Track("o")],
            [[1, 0], [0, 1], [0, -1], [-1, 0]],
            [[0.9, 0.1], [0.5, 0.5], [0.5, 0.5], [0.1, 0.9]]);
        string[] expected = ["Z", "a", "o"]; // ordinal: capitals first
        Assert.Equal(expected, catalogue.Index().Nearest("q").Select(n => n.Track.Id));
        Assert.Equal(expected, catalogue.Rows(3, 2, 1, 0).Index().Nearest("q").Select(n => n.Track.Id));
    }

    [Fact]
    public void A_song_outside_the_catalogue_is_answered_like_one_inside()
    {
        var catalogue = Catalogue.Random(new Random(7), songCount: 25, columnCount: 40, artistCount: 6);
        var index = catalogue.Index();
        var query = catalogue.Tracks[0];
        var inside = index.Nearest(0, new() { Count = 5 });
        var outside = index.Nearest(catalogue.Embedding[0], catalogue.Genres[0], artist: query.Artist, title: query.Title,
            options: new() { Count = 5 });
        Assert.Equal(inside.Select(n => (n.Track, n.Distance)), outside.Select(n => (n.Track, n.Distance)));
    }

    [Fact]
    public void Genres_of_a_song_outside_are_those_predicted_at_least_the_likeliest()
    {
        var index = Corners.Index();
        Assert.Equal(["Rock"], index.Nearest([0.9f, 0.1f], [0.3, 0.4])[0].SharedGenres);
        Assert.All(index.Nearest([0.9f, 0.1f], [0.7, 0.6], options: new() { Count = 4 }),
            n => Assert.Equal(n.Track.Labels, n.SharedGenres));
    }

    [Fact]
    public void Songs_labelled_in_other_words_than_the_model_have_its_predicted_genres()
    {
        var catalogue = Corners with { Tracks = [.. Corners.Tracks.Select(t => t with { Labels = ["Alternative"] })] };
        Assert.Equal(["Rock"], catalogue.Index().Nearest("a.mp3")[0].SharedGenres);
    }

    [Fact]
    public void Columns_that_are_constant_say_nothing()
    {
        var rng = new Random(8);
        var catalogue = Catalogue.Random(rng, songCount: 12, columnCount: 20, artistCount: 3);
        var padded = catalogue with { Embedding = [.. catalogue.Embedding.Select(row => (float[])[.. row, 0.1f, 0])] };
        Assert.Equal(catalogue.Index().Nearest(0).Select(n => n.Track), padded.Index().Nearest(0).Select(n => n.Track));
        Assert.Empty(Corners.Rows(0).Index().Nearest(0));
    }

    [Fact]
    public void A_question_that_was_given_up_ends()
    {
        var index = Catalogue.Random(new(3), songCount: 1500, columnCount: 6, artistCount: 20).Index();
        Work givenUp = new() { Threads = 2, Token = new(canceled: true) };
        Assert.ThrowsAny<OperationCanceledException>(() => index.Nearest(index.Tracks[0].Id, work: givenUp));
        Assert.ThrowsAny<OperationCanceledException>(() => index.Similarities(0, givenUp));
    }

    [Fact]
    public void What_cannot_be_answered_is_refused_with_the_remedy()
    {
        var index = Corners.Index();
        AssertRefused("no track x.mp3", () => index.Nearest("x.mp3"));
        AssertRefused("for instance a.mp3", () => index.Nearest("x.mp3"));
        AssertRefused("Count 0 must be >= 1", () => index.Nearest("a.mp3", new() { Count = 0 }));
        AssertRefused("Value 1 of the song asked for is NaN", () => index.Nearest([0, float.NaN], [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => index.Nearest([0], [0.5, 0.5]));
    }

    [Fact]
    public void A_catalogue_that_cannot_be_indexed_is_refused_with_the_place()
    {
        AssertRefused("Value 0 of b.mp3 is NaN", () => (Corners with { Embedding = [[1, 1], [float.NaN, 1], [1, 1], [1, 1]] }).Index());
        AssertRefused("score of c.mp3 for Rock is Infinity",
            () => (Corners with { Genres = [[0, 0], [0, 0], [0, double.PositiveInfinity], [0, 0]] }).Index());
        AssertRefused("a.mp3 stands twice", () => Corners.Rows(0, 1, 0).Index());
        AssertRefused("no songs", () => (Corners with { Tracks = [] }).Index());
        Assert.Throws<ArgumentException>(() => (Corners with { Tracks = Corners.Tracks[..3] }).Index());
    }

    private static void AssertRefused(string message, Func<object> action) =>
        Assert.Contains(message, Assert.Throws<WorkbenchException>(action).Message, StringComparison.Ordinal);
}
