using Microsoft.Data.Sqlite;
using Workbench.Recommendation;
using Workbench.Recommendation.Kept;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Kept;

public sealed class KeptIndexTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Theory]
    [InlineData(400)] // all are candidates
    [InlineData(3000)] // a third of them are
    public void A_kept_index_answers_as_the_one_that_was_made_to_the_last_bit(int songCount)
    {
        Random rng = new(songCount);
        var catalogue = Catalogue.Random(rng, songCount, 8, artistCount: songCount / 10).WithFeatures(rng);
        catalogue.Songs().Save(folder.Path);
        using var made = catalogue.Index();
        using var kept = Kept(made, spec: null);
        Assert.Equal(songCount, kept.Tracks.Length);
        Assert.Equal(made.Tracks.Select(t => (t.Id, t.AudioPath, t.Artist, t.Title, Labels: string.Join(';', t.Labels))),
            kept.Tracks.Select(t => (t.Id, t.AudioPath, t.Artist, t.Title, Labels: string.Join(';', t.Labels))));
        foreach (var options in new RecommendOptions[] { new(), new() { Count = 20, SameArtist = true }, new() { Diversity = 0.4 } })
            for (var song = 0; song < 20; song++)
                Same(made.Nearest(song, options), kept.Nearest(song, options));
        var outside = rng.Next(songCount);
        Same(made.Nearest(catalogue.Embedding[outside], catalogue.Genres[outside], catalogue.Features![outside], "artist 1"),
            kept.Nearest(catalogue.Embedding[outside], catalogue.Genres[outside], catalogue.Features[outside], "artist 1"));
        Assert.Equal(catalogue.Tracks[7].Id, kept.Songs.IdOfFile(catalogue.Tracks[7].AudioPath));
        Assert.Null(kept.Songs.IdOfFile("nowhere"));
        Assert.Null(kept.Songs.Find("nowhere"));
    }

    [Fact]
    public void Each_way_of_comparing_has_an_index_of_its_own()
    {
        Random rng = new(5);
        var catalogue = Catalogue.Random(rng, 60, 8, artistCount: 9).WithFeatures(rng);
        catalogue.Songs().Save(folder.Path);
        var spec = SimilaritySpec.Default with { Genres = 0.7, Hubs = HubCorrection.None };
        using var usual = Kept(catalogue.Index(), spec: null);
        using var other = Kept(catalogue.Index(spec), spec);
        Same(catalogue.Index().Nearest(3), usual.Nearest(3));
        Same(catalogue.Index(spec).Nearest(3), other.Nearest(3));
        Assert.Null(KeptIndex.Open(folder.Path, spec with { Genres = 0.8 }, Catalogue.Vocabulary));
    }

    [Fact]
    public void An_index_of_other_songs_or_a_damaged_one_is_made_anew()
    {
        Random rng = new(6);
        var catalogue = Catalogue.Random(rng, 60, 8, artistCount: 9).WithFeatures(rng);
        catalogue.Songs().Save(folder.Path);
        Kept(catalogue.Index(), spec: null).Dispose();
        Catalogue.Random(rng, 61, 8, artistCount: 9).WithFeatures(rng).Songs().Save(folder.Path);
        Assert.Null(KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary));

        catalogue.Songs().Save(folder.Path);
        Kept(catalogue.Index(), spec: null).Dispose();
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*.vectors", SearchOption.AllDirectories))
            File.WriteAllText(file, "damaged");
        Assert.Null(KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary));
        using var again = Kept(catalogue.Index(), spec: null);
        Same(catalogue.Index().Nearest(3), again.Nearest(3));
    }

    private SimilarityIndex Kept(SimilarityIndex made, SimilaritySpec? spec)
    {
        KeptIndex.Keep(made, folder.Path, spec, TestWork.Of());
        return Assert.IsType<SimilarityIndex>(KeptIndex.Open(folder.Path, spec, Catalogue.Vocabulary));
    }

    private static void Same(IReadOnlyList<Neighbor> expected, IReadOnlyList<Neighbor> found)
    {
        Assert.Equal(expected.Select(n => (n.Track.Id, n.Similarity, n.Reason, n.FromHubs)),
            found.Select(n => (n.Track.Id, n.Similarity, n.Reason, n.FromHubs)));
        Assert.Equal(expected.SelectMany(n => n.Parts), found.SelectMany(n => n.Parts));
        Assert.Equal(expected.SelectMany(n => n.Traits), found.SelectMany(n => n.Traits));
    }
}
