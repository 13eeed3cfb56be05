using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Postgres;
using Workbench.Recommendation;
using Workbench.Recommendation.Shared;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.Postgres;

/// <summary>Songs that machines share: each has a data folder of its own, the same run and half of the songs.</summary>
public sealed class SharedSongsTests : IDisposable
{
    private readonly RunningServer server = new();
    private readonly TempFolder folder = new();
    private readonly string songs;
    private readonly Workspace ann, ben;
    private readonly Run run;

    public SharedSongsTests()
    {
        songs = TinyCorpus.Make(folder.File("songs"));
        (ann, ben) = (new(new(folder.File("ann"))), new(new(folder.File("ben"))));
        run = new ExperimentRunner(ann, new ManagedEngine()).Execute(new() { Dataset = songs }, TestWork.Of());
        foreach (var file in Directory.GetFiles(songs, "*.wav", SearchOption.AllDirectories))
        {
            var half = int.Parse(Path.GetFileNameWithoutExtension(file), System.Globalization.CultureInfo.InvariantCulture) % 2;
            var copy = Path.Combine(HalfOf(half), Path.GetRelativePath(songs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Name => $"postgres:{server.Name}";

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void All_machines_answer_as_one_that_has_all_songs()
    {
        Assert.Equal(12, Share(ben, HalfOf(1)));
        Assert.Equal(["high/03.wav", "low/05.wav"], Ids(ann, "low/07.wav").Where(id => id is "high/03.wav" or "low/05.wav").Order());
        Assert.Equal(12, Share(ann, HalfOf(0)));
        using var alone = RunRecommender.Open(ann, run, TestWork.Of());
        foreach (var song in new[] { "low/00.wav", "high/03.wav", "rock/06.wav" })
        {
            var expected = alone.Recommend(song, 20).Select(near => (near.Track.Id, near.Distance)).ToList();
            foreach (var machine in new[] { ann, ben })
            {
                using var shared = Open(machine);
                Assert.Equal($"the catalogue {Name}", shared.Name);
                Assert.Equal(expected, shared.Recommend(song, 20).Select(near => (near.Track.Id, near.Distance)));
            }
        }
    }

    [Fact]
    public void What_is_there_already_is_not_sent_again_and_what_is_taken_out_goes_everywhere()
    {
        Share(ann, HalfOf(0));
        Assert.Equal(12, Count(ben));
        var written = File.GetLastWriteTimeUtc(CopyOf(ben));
        Assert.Equal(0, Share(ann, HalfOf(0)));
        Assert.Equal(12, Count(ben));
        Assert.Equal(written, File.GetLastWriteTimeUtc(CopyOf(ben)));
        Share(ann, HalfOf(1));
        Assert.Equal(12, RunRecommender.Share(ann, run, Name, HalfOf(0), removes: true, TestWork.Of()));
        Assert.Equal(0, RunRecommender.Share(ann, run, Name, HalfOf(0), removes: true, TestWork.Of()));
        Assert.Equal(12, Count(ben));
        Assert.All(Ids(ben, "low/01.wav"), id => Assert.Contains(id[^5], "1357"));
    }

    [Fact]
    public void A_copy_that_is_damaged_or_of_another_catalogue_is_fetched_again()
    {
        Share(ann, HalfOf(0));
        var expected = Ids(ben, "low/00.wav");
        File.WriteAllText(CopyOf(ben), "damaged");
        Assert.Equal(expected, Ids(ben, "low/00.wav"));
        server.Scalar("drop schema SCHEMA cascade");
        Share(ann, HalfOf(1));
        Assert.Equal(12, Count(ben));
        Assert.DoesNotContain(Ids(ben, "low/01.wav"), expected.Contains);
    }

    [Fact]
    public void Songs_of_another_model_and_of_no_catalogue_are_refused_with_the_remedy()
    {
        Assert.Contains($"There is no catalogue {server.Name} at ", Error(() => Open(ann)), StringComparison.Ordinal);
        Share(ann, HalfOf(0));
        var other = new ExperimentRunner(ann, new ManagedEngine()).Execute(new() { Dataset = songs, Seed = 9 }, TestWork.Of());
        Assert.Equal($"The songs of {Name} were heard by another model, whose answers cannot be compared with this one's. Ask the model "
            + "that heard them, or share these songs under another name.",
            Error(() => RunRecommender.Over(ann, other, Name, work: TestWork.Of())));
        Assert.Contains("holds songs that another model heard. Use another name.",
            Error(() => RunRecommender.Share(ann, other, Name, HalfOf(0), work: TestWork.Of())), StringComparison.Ordinal);
        Assert.Contains("holds songs, and not vectors alone. Use another name.",
            Error(() => server.Open(SharedForm.Of(run.Model, RunRecommender.Catalogue(ann, run, TestWork.Of())).Width, folder.File("v"))),
            StringComparison.Ordinal);
        RunRecommender.Share(ann, run, Name, HalfOf(0), removes: true, TestWork.Of());
        Assert.Equal($"{Name} has no songs. Share some: workbench runs share RUN {Name}", Error(() => Open(ann)));
    }

    [Theory]
    [InlineData("update SCHEMA.song set about = '{\"path\": 7}'")]
    [InlineData("update SCHEMA.song set vector = '\\x00'")]
    [InlineData("update SCHEMA.catalogue set content = 'something'")]
    public void Rows_that_make_no_sense_are_told(string damage)
    {
        Share(ann, HalfOf(0));
        server.Scalar(damage);
        Assert.Contains($"The catalogue {server.Name} cannot be read: ", Error(() => Open(ben)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_server_the_remedy_is_told() => Assert.StartsWith("No PostgreSQL server is named. Set WORKBENCH_POSTGRES to ",
        Error(() => new PostgresSongs(" ").Changes("songs", null, TestWork.Of())), StringComparison.Ordinal);

    private static string Error(Func<object> asked) => Assert.Throws<WorkbenchException>(asked).Message;

    private static string CopyOf(Workspace machine) =>
        Directory.GetFiles(machine.Data.SharedPath, SongCatalogue.SongsName, SearchOption.AllDirectories).Single();

    private string HalfOf(int half) => folder.File($"half-{(half == 0 ? "even" : "odd")}");

    private int Share(Workspace machine, string half) => RunRecommender.Share(machine, run, Name, half, work: TestWork.Of());

    private Recommender Open(Workspace machine) => RunRecommender.Over(machine, run, Name, work: TestWork.Of());

    private int Count(Workspace machine)
    {
        using var shared = Open(machine);
        return shared.Count;
    }

    private string[] Ids(Workspace machine, string song)
    {
        using var shared = Open(machine);
        return [.. shared.Recommend(song, 20).Select(near => near.Track.Id)];
    }
}
