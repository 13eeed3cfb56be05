using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class SimilarityPartsTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Parts_and_hubs_add_up_to_what_songs_are_ordered_by()
    {
        var rng = new Random(21);
        foreach (var hubs in Enum.GetValues<HubCorrection>())
        {
            var catalogue = Catalogue.Random(rng, songCount: 60, columnCount: 12, artistCount: 20).WithFeatures(rng);
            var index = catalogue.Index(SimilaritySpec.Default with { Hubs = hubs });
            var found = index.Nearest(3, new() { Count = 59, SameArtist = true });
            Assert.Equal(59, found.Count);
            Assert.Equal(found.Select(n => n.Distance).Order(), found.Select(n => n.Distance));
            Assert.All(found, neighbor =>
            {
                Assert.Equal(index.Similarity(3, Array.IndexOf(catalogue.Tracks, neighbor.Track)), neighbor.Similarity, Tolerance);
                Assert.Equal(neighbor.Similarity, neighbor.Parts.Sum(part => part.Weight * part.Cosine) + neighbor.FromHubs, Tolerance);
                Assert.Equal(1, neighbor.Parts.Sum(part => part.Weight), Tolerance);
                Assert.Equal(Enum.GetValues<SimilarityPart>(), neighbor.Parts.Select(part => part.Part));
                Assert.All(neighbor.Parts, part => Assert.InRange(part.Cosine, -1, 1));
            });
            Assert.Equal(hubs == HubCorrection.None, found.All(neighbor => neighbor.FromHubs == 0));
        }
    }

    [Fact]
    public void Each_part_is_the_plain_cosine_of_its_standardised_columns()
    {
        var rng = new Random(22);
        var catalogue = Catalogue.Random(rng, songCount: 30, columnCount: 5, artistCount: 30).WithFeatures(rng);
        catalogue.Features![4][0] = 1000; // counts for three deviations
        var spec = SimilaritySpec.Default with { Shrinkage = 1, Hubs = HubCorrection.None, Rhythm = 0 };
        double[][] Columns(params int[] columns) => [.. catalogue.Features.Select(row => columns.Select(c => (double)row[c]).ToArray())];
        (SimilarityPart Part, double Weight, double[][] Rows)[] parts =
        [
            (SimilarityPart.Timbre, spec.Timbre, Columns(0, 1, 2, 3)), (SimilarityPart.Harmony, spec.Harmony, Columns(4, 5, 6)),
            (SimilarityPart.Dynamics, spec.Dynamics, Columns(7, 8)),
            (SimilarityPart.Embedding, spec.Embedding, [.. catalogue.Embedding.Select(row => Array.ConvertAll(row, v => (double)v))]),
            (SimilarityPart.Genres, spec.Genres, catalogue.Genres),
        ];
        var total = parts.Sum(part => part.Weight);
        foreach (var neighbor in catalogue.Index(spec).Nearest(4, new() { Count = 30, SameArtist = true }))
            Assert.All(neighbor.Parts.Zip(parts), pair =>
            {
                var (found, expected) = pair;
                Assert.Equal((expected.Part, expected.Weight / total), (found.Part, found.Weight));
                Assert.Equal(Catalogue.Cosine(expected.Rows, 4, Array.IndexOf(catalogue.Tracks, neighbor.Track), clip: 3), found.Cosine,
                    2e-6); // float32 unit vectors
            });
    }

    [Fact]
    public void What_differs_within_artists_counts_for_less()
    {
        // Songs of an artist differ in the first column alone; the second tells artists apart.
        (string Artist, float First, float Second)[] songs =
            [("A", -1, 1), ("A", 1, 1), ("B", -1, 0.9f), ("B", 1, 0.9f), ("C", -1, -1), ("C", 1, -1), ("D", -1, -0.9f), ("D", 1, -0.9f)];
        var catalogue = new Catalogue([.. songs.Select((song, i) => Catalogue.Track($"{i}.mp3", song.Artist))],
            [.. songs.Select(_ => new float[] { 0 })], [.. songs.Select(_ => new[] { 0.5, 0.5 })])
        {
            Features = [.. songs.Select(song => (float[])[song.First, song.Second, .. new float[Catalogue.FeatureColumns.Length - 2]])],
        };
        double Cosine(double shrinkage) => catalogue.Index(SimilaritySpec.FeaturesAlone with { Shrinkage = shrinkage })
            .Nearest("0.mp3", new() { Count = 8, SameArtist = true })
            .Single(n => n.Track.Id == "3.mp3").CosineOf(SimilarityPart.Timbre)!.Value;
        Assert.True(Cosine(shrinkage: 0.1) > 0.8);
        Assert.True(Cosine(shrinkage: 1) < 0.1);
    }

    [Fact]
    public void A_song_outside_the_catalogue_is_answered_like_one_inside()
    {
        var rng = new Random(24);
        var catalogue = Catalogue.Random(rng, songCount: 40, columnCount: 9, artistCount: 12).WithFeatures(rng);
        var index = catalogue.Index(SimilaritySpec.Default with { Hubs = HubCorrection.None });
        var query = catalogue.Tracks[0];
        var inside = index.Nearest(0);
        var outside = index.Nearest(catalogue.Embedding[0], catalogue.Genres[0], catalogue.Features![0], query.Artist, query.Title);
        Assert.Equal(inside.Select(n => (n.Track, n.Distance)), outside.Select(n => (n.Track, n.Distance)));
        Assert.Equal(inside[0].Traits.AsEnumerable(), outside[0].Traits);
        Assert.Throws<ArgumentException>(() => index.Nearest(catalogue.Embedding[0], catalogue.Genres[0]));
    }

    [Fact]
    public void Silence_is_like_nothing_and_different_from_nothing()
    {
        var rng = new Random(25);
        var catalogue = Catalogue.Random(rng, songCount: 25, columnCount: 4, artistCount: 25).WithFeatures(rng);
        var means = Catalogue.FeatureColumns.Select((_, c) => catalogue.Features!.Average(row => row[c])).ToArray();
        var index = catalogue.Index(SimilaritySpec.FeaturesAlone);
        foreach (var features in new[] { means, new float[means.Length] })
            Assert.All(index.Nearest(new float[4], [0, 0], features), neighbor =>
            {
                Assert.True(double.IsFinite(neighbor.Similarity));
                Assert.StartsWith("sounds ", neighbor.Reason, StringComparison.Ordinal);
            });

        var silent = catalogue with { Features = [.. catalogue.Tracks.Select(_ => new float[means.Length])] };
        Assert.All(silent.Index(SimilaritySpec.FeaturesAlone).Nearest(0), neighbor =>
        {
            Assert.Equal(0, neighbor.Similarity);
            Assert.Equal("sounds different (0.00) but shares Rock", neighbor.Reason);
        });
    }

    [Fact]
    public void A_library_of_two_songs_has_one_answer_and_one_by_one_artist_none()
    {
        var rng = new Random(26);
        var two = Catalogue.Random(rng, songCount: 2, columnCount: 4, artistCount: 1).WithFeatures(rng);
        two = two with { Tracks = [Catalogue.Track("a.mp3", "A"), Catalogue.Track("b.mp3", "B")] };
        var neighbor = Assert.Single(two.Index().Nearest("a.mp3"));
        Assert.Equal("b.mp3", neighbor.Track.Id);
        Assert.Equal(-1, neighbor.Similarity, Tolerance); // of two songs each is what the other is not

        var one = Catalogue.Random(rng, songCount: 30, columnCount: 4, artistCount: 1).WithFeatures(rng);
        one = one with { Tracks = [.. one.Tracks.Select((_, i) => Catalogue.Track($"{i}.mp3", "Ann"))] };
        Assert.Empty(one.Index().Nearest(0));
        Assert.Equal(3, one.Index().Nearest(0, new() { SameArtist = true }).Count);
    }

    [Fact]
    public void Catalogues_without_features_go_on_with_embedding_and_genres_and_lack_what_is_not_there()
    {
        var catalogue = Catalogue.Random(new Random(27), songCount: 30, columnCount: 6, artistCount: 30);
        Assert.Equal([SimilarityPart.Embedding, SimilarityPart.Genres], catalogue.Index().Nearest(0)[0].Parts.Select(part => part.Part));
        Assert.Equal([0.5, 0.5], catalogue.Index(SimilaritySpec.Default).Nearest(0)[0].Parts.Select(part => part.Weight));
        Assert.Contains("nothing of Timbre, Rhythm, Harmony, Dynamics; weigh embedding or genres",
            Assert.Throws<WorkbenchException>(() => catalogue.Index(SimilaritySpec.FeaturesAlone)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidSpecException>(() => catalogue.Index(SimilaritySpec.Default with { Genres = -1 }));
    }

    [Fact]
    public void Features_that_are_no_numbers_are_refused_with_the_song()
    {
        var catalogue = Catalogue.Random(new Random(28), songCount: 3, columnCount: 2, artistCount: 3).WithFeatures(new Random(1));
        catalogue.Features![1][2] = float.PositiveInfinity;
        Assert.StartsWith($"Value 2 of {catalogue.Tracks[1].Id} is Infinity",
            Assert.Throws<WorkbenchException>(() => catalogue.Index()).Message, StringComparison.Ordinal);
    }
}
