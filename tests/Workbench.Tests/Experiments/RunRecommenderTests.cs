using Workbench.Audio;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

public sealed class RunRecommenderTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string songs;
    private readonly Workspace workspace;
    private readonly Run run;

    public RunRecommenderTests()
    {
        songs = TinyCorpus.Make(folder.File("songs"));
        workspace = new(new(folder.File("data")));
        run = new ExperimentRunner(workspace, new ManagedEngine())
            .Execute(new() { Dataset = songs }, TestWork.Of());
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_song_is_found_by_its_id_and_by_its_path()
    {
        var recommender = RunRecommender.Open(workspace, run, TestWork.Of());
        var byId = recommender.Recommend("low/03.wav");
        Assert.Equal(3, byId.Count);
        Assert.All(byId, n => Assert.Equal(["low"], n.Track.Labels));
        Assert.DoesNotContain(byId, n => n.Track.Id == "low/03.wav");
        Assert.Equal(byId.Select(n => n.Track.Id), recommender.Recommend(Path.Combine(songs, "low", "03.wav")).Select(n => n.Track.Id));
    }

    [Fact]
    public void What_the_model_made_of_the_songs_is_kept_with_the_run_and_made_anew_where_it_is_gone()
    {
        var expected = RunRecommender.Open(workspace, run).Recommend("low/03.wav");
        var kept = new[] { SongCatalogue.SongsName, SongCatalogue.EmbeddingsName }.Select(name => Path.Combine(run.Folder, name)).ToList();
        var bytes = kept.ConvertAll(File.ReadAllBytes);
        kept.ForEach(File.Delete);
        Assert.Null(RunRecommender.OpenKept(run));
        Assert.Equal(expected.Select(n => (n.Track.Id, n.Distance)),
            RunRecommender.Open(workspace, run).Recommend("low/03.wav").Select(n => (n.Track.Id, n.Distance)));
        Assert.Equal(bytes, kept.ConvertAll(File.ReadAllBytes));
        foreach (var path in kept)
        {
            File.WriteAllText(path, "damaged");
            Assert.StartsWith($"The songs in {run.Folder} cannot be read: ",
                Assert.Throws<WorkbenchException>(() => RunRecommender.OpenKept(run)).Message, StringComparison.Ordinal);
            Assert.Equal("damaged", File.ReadAllText(path));
            ProgressList<WorkProgress> progress = new();
            RunRecommender.Open(workspace, run, TestWork.Of(progress));
            var notice = Assert.Single(progress.Reports.OfType<WorkNotice>());
            Assert.StartsWith($"The songs in {run.Folder} cannot be read: ", notice.Text, StringComparison.Ordinal);
            Assert.Equal(bytes, kept.ConvertAll(File.ReadAllBytes));
        }

        // Neither the cache nor the songs themselves are read again.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path.Combine(workspace.Data.Path, "cache"), recursive: true);
        Directory.Delete(songs, recursive: true);
        Directory.CreateDirectory(songs);
        Assert.Equal(expected.Select(n => n.Track.Id), RunRecommender.Open(workspace, run).Recommend("low/03.wav").Select(n => n.Track.Id));
    }

    [Fact]
    public void A_copy_of_a_song_gets_what_the_song_gets()
    {
        var copy = folder.File("elsewhere.wav");
        File.Copy(Path.Combine(songs, "high", "02.wav"), copy);
        var recommender = RunRecommender.Open(workspace, run, TestWork.Of());
        Assert.Equal(recommender.Recommend("high/02.wav").Select(n => n.Track.Id), recommender.Recommend(copy).Select(n => n.Track.Id));
    }

    [Theory]
    [InlineData(2.9, true)]
    [InlineData(3, false)]
    public void A_file_of_few_seconds_is_heard_with_a_warning(double seconds, bool isFew)
    {
        var file = folder.File("short.wav");
        WavFile.Write(file, new(22_050, [.. Enumerable.Range(0, (int)(22_050 * seconds)).Select(i => MathF.Sin(0.05f * i) / 2)]));
        ProgressList<WorkProgress> progress = new();
        Assert.Equal(3, RunRecommender.Open(workspace, run, TestWork.Of()).Recommend(file, work: TestWork.Of(progress)).Count);
        Assert.Equal(isFew ? [$"{file} lasts 2.9 s: in less than 3 s a model hears little of a song, and what it finds alike may be so by "
            + "chance."] : [], progress.Reports.OfType<WorkNotice>().Select(notice => notice.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere.wav")]
    public void What_is_neither_a_song_nor_a_file_is_refused_with_an_example(string song)
    {
        var recommender = RunRecommender.Open(workspace, run, TestWork.Of());
        var error = Assert.Throws<WorkbenchException>(() => recommender.Recommend(song));
        Assert.Equal($"{song}: neither a song of the dataset songs nor a file. Its songs are named like high/00.wav.",
            error.Message);
    }

    [Fact]
    public void A_file_without_sound_is_refused_with_its_reason()
    {
        var silence = folder.File("silence.wav");
        WavFile.Write(silence, new(22_050, new float[44_100]));
        var recommender = RunRecommender.Open(workspace, run, TestWork.Of());
        Assert.StartsWith(silence, Assert.Throws<UnreadableAudioException>(() => recommender.Recommend(silence)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Songs_that_have_moved_are_named_with_the_remedy()
    {
        Directory.Move(songs, folder.File("moved"));
        var error = Assert.Throws<WorkbenchException>(() => RunRecommender.Open(workspace, run));
        Assert.Equal($"The songs of run {run.Id} are no longer at {songs}. Move them back, or train again where they are now.",
            error.Message);
    }
}
