using Microsoft.Data.Sqlite;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Kept;
using Workbench.Recommendation.Vectors;
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
                IndexQuestions.AssertSame(made.Nearest(song, options), kept.Nearest(song, options));
        var outside = rng.Next(songCount);
        IndexQuestions.AssertSame(
            made.Nearest(catalogue.Embedding[outside], catalogue.Genres[outside], catalogue.Features![outside], "artist 1"),
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
        IndexQuestions.AssertSame(catalogue.Index().Nearest(3), usual.Nearest(3));
        IndexQuestions.AssertSame(catalogue.Index(spec).Nearest(3), other.Nearest(3));
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
        File.WriteAllText(Kept("1.vectors"), "damaged");
        Assert.Null(KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary));
        using var again = Kept(catalogue.Index(), spec: null);
        IndexQuestions.AssertSame(catalogue.Index().Nearest(3), again.Nearest(3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(700)]
    [InlineData(4096)]
    [InlineData(-1)] // half of it
    public void A_database_that_was_cut_is_told_of_as_it_is_opened_and_made_anew(int length)
    {
        var (catalogue, _) = Damage(bytes => bytes[..(length < 0 ? bytes.Length / 2 : length)]);
        ProgressList<WorkProgress> progress = new();
        Assert.Null(KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary, TestWork.Of(progress)));
        var notice = Assert.Single(progress.Reports.OfType<WorkNotice>()).Text;
        Assert.Matches("songs.db: damaged .*Delete the folder .* Nothing need be done now: the index is made anew.$", notice);
        Assert.DoesNotContain('\n', notice);
        using var again = Kept(catalogue.Index(), spec: null);
        IndexQuestions.AssertSame(catalogue.Index().Nearest(3), again.Nearest(3));
    }

    [Theory]
    [InlineData(4096)] // a page that is overwritten
    [InlineData(1)]
    public void Whatever_is_damaged_in_the_database_it_answers_as_before_or_says_what_to_do(int bytesDamaged)
    {
        var (catalogue, file) = Damage(bytes => bytes);
        var (bytes, rng) = (File.ReadAllBytes(file), new Random(9));
        var made = catalogue.Index();
        var expected = catalogue.Tracks.Select((_, song) => made.Nearest(song)).ToArray();
        var (answered, told) = (0, 0);
        for (var page = 0; page < bytes.Length; page += 4096)
        {
            var damaged = bytes.ToArray();
            for (var i = 0; i < bytesDamaged; i++)
                damaged[page + (bytesDamaged == 1 ? rng.Next(4096) : i)] ^= 0xA5;
            File.WriteAllBytes(file, damaged);
            ProgressList<WorkProgress> progress = new();
            using var index = KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary, TestWork.Of(progress));
            told += progress.Reports.OfType<WorkNotice>().Count();
            for (var song = 0; index is not null && song < expected.Length; song += 7)
                try
                {
                    IndexQuestions.AssertSame(expected[song], index.Nearest(catalogue.Tracks[song].Id));
                    answered++;
                }
                catch (WorkbenchException error)
                {
                    Assert.Matches("songs.db: (damaged|cannot be used) ", error.Message);
                    told++;
                }
        }
        Assert.True(answered > 0 && told > 0, $"{answered} {told}");
    }

    [Fact]
    public void A_damaged_vector_is_noticed_when_it_is_read()
    {
        var (catalogue, _) = Damage(bytes => bytes);
        using (var stream = File.OpenWrite(Kept("1.vectors")))
        {
            stream.Position = ExtentLayout.HeaderBytes; // the first number of song 0
            stream.Write([1, 2, 3, 4]);
        }
        using var index = KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary)!;
        Assert.Contains("the song of row 0 does not agree with its checksum. Restore its folder from a copy, or delete it",
            Assert.Throws<WorkbenchException>(() => index.Nearest(0)).Message, StringComparison.Ordinal);
    }

    /// <summary>Keeps an index, and puts other bytes into its database.</summary>
    private (Catalogue Catalogue, string File) Damage(Func<byte[], byte[]> damage)
    {
        Random rng = new(8);
        var catalogue = Catalogue.Random(rng, 150, 8, artistCount: 30).WithFeatures(rng);
        catalogue.Songs().Save(folder.Path);
        Kept(catalogue.Index(), spec: null).Dispose();
        SqliteConnection.ClearAllPools();
        var file = Kept("songs.db");
        File.WriteAllBytes(file, damage(File.ReadAllBytes(file)));
        return (catalogue, file);
    }

    private string Kept(string file) => Assert.Single(Directory.GetFiles(folder.Path, file, SearchOption.AllDirectories));

    private SimilarityIndex Kept(SimilarityIndex made, SimilaritySpec? spec)
    {
        KeptIndex.Keep(made, folder.Path, spec, KeptIndex.StampOf(folder.Path), TestWork.Of());
        return Assert.IsType<SimilarityIndex>(KeptIndex.Open(folder.Path, spec, Catalogue.Vocabulary));
    }
}
