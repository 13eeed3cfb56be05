using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Experiments.Shards;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Tests.Export;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Experiments.Shards;

public sealed class ShardJobTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string JobFolder => folder.File("job");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_song_belongs_to_the_shard_that_its_id_says()
    {
        // sha256sum of the ids, the first eight bytes as a number, modulo 8 (Python 3.11: int(hashlib.sha256(id).hexdigest()[:16], 16) % 8)
        Assert.Equal([6, 1, 1], new[] { "rock/1.mp3", "jazz/2.mp3", "Bjo\u0308rk/3.flac" }
            .Select(id => new ShardSong(id, "", [], null, null).ShardOf(8)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)] // more shards than songs: some are empty
    public void Shards_joined_are_what_one_process_extracts(int count)
    {
        var dataset = Songs();
        var job = ShardJob.Create(JobFolder, dataset, FeatureSpec.Default, count);
        Assert.Equal(count, job.Missing.Length);
        foreach (var shard in Enumerable.Range(0, count).Reverse())
            ShardJob.Open(JobFolder).Do(Machine(shard), shard);
        Assert.Empty(job.Missing);
        var whole = Machine(-1).Extract(dataset, FeatureSpec.Default);
        var (table, skipped) = job.Merge();
        var (again, _) = job.Merge();
        Assert.Equal(whole.ToTable().RowNames, table.RowNames);
        Assert.Equal(whole.Features.Values.ToArray(), table.Features.Values.ToArray());
        Assert.Equal(whole.ToTable().Songs, table.Songs);
        Assert.Equal(table.Features.Values.ToArray(), again.Features.Values.ToArray());
        Assert.Equal(whole.Dataset.Skipped, skipped);
        Assert.Contains(skipped, file => file.Path.EndsWith("empty.wav", StringComparison.Ordinal));
    }

    [Fact]
    public void The_number_of_shards_is_the_plans_and_a_second_plan_changes_nothing()
    {
        var job = ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 3);
        var before = Files();
        Assert.Equal(3, ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 3).Count);
        Assert.Equal(before, Files());
        Assert.Equal($"{JobFolder} holds another job already: songs, 3 shards. Name another place.",
            Assert.Throws<WorkbenchException>(() => ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 4)).Message);
        Assert.Equal($"Shard 3: the job in {JobFolder} has 3 shards, 0 to 2.",
            Assert.Throws<WorkbenchException>(() => job.Do(Machine(0), 3)).Message);

        string[] Files() => [.. Directory.GetFiles(JobFolder).Order().Select(path => $"{path} {File.ReadAllText(path)}")];
    }

    [Fact]
    public void A_shard_that_several_tasks_do_at_once_is_whole()
    {
        var job = ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 1);
        Parallel.For(0, 4, task => ShardJob.Open(JobFolder).Do(Machine(task), 0));
        Assert.Equal(6, job.Merge().Table.RowNames.Length);
        Assert.Equal(["00000"], Directory.GetFileSystemEntries(Path.Combine(JobFolder, "shards")).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void What_is_missing_damaged_or_of_another_job_is_named_with_what_to_do()
    {
        var job = ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 3);
        foreach (var shard in new[] { 0, 1 })
            job.Do(Machine(0), shard);
        Assert.Equal([2], job.Missing);
        Assert.Equal($"{JobFolder}: 1 shard of 3 missing: 2. Run them again; what is done is kept.",
            Assert.Throws<WorkbenchException>(() => job.Merge()).Message);
        job.Do(Machine(0), 2);

        var table = Path.Combine(JobFolder, "shards", "00001", "features.npy");
        var bytes = File.ReadAllBytes(table);
        File.WriteAllBytes(table, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
        Assert.Equal($"{table}: damaged, or gone. Delete {Path.GetDirectoryName(table)}, and run shard 1 again.",
            Assert.Throws<WorkbenchException>(() => job.Merge()).Message);

        var other = ShardJob.Create(folder.File("other"), Songs(), FeatureSpec.Fma518, 3);
        foreach (var shard in new[] { 0, 1, 2 })
            other.Do(Machine(0), shard);
        Directory.Delete(Path.GetDirectoryName(table)!, recursive: true);
        Directory.Move(Path.Combine(folder.File("other"), "shards", "00001"), Path.GetDirectoryName(table)!);
        Assert.Equal($"{Path.GetDirectoryName(table)}: a shard of another job. Delete the folder, and run shard 1 again.",
            Assert.Throws<WorkbenchException>(() => job.Merge()).Message);
    }

    [Fact]
    public void A_list_of_songs_that_changed_since_the_plan_is_refused()
    {
        var job = ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 2);
        var list = Path.Combine(JobFolder, "songs.jsonl");
        File.WriteAllText(list, File.ReadAllText(list).Replace("/00.wav", "/01.wav", StringComparison.Ordinal));
        Assert.Contains(Enumerable.Range(0, 2), shard => Record.Exception(() => job.Do(Machine(0), shard)) is WorkbenchException error
            && error.Message.Contains("are not those that the job was planned with", StringComparison.Ordinal));
    }

    [Fact]
    public void Frames_and_tables_make_no_shards()
    {
        Assert.Contains("keeps every frame", Assert.Throws<WorkbenchException>(
            () => ShardJob.Create(JobFolder, Songs(), FeatureSpec.LogMel(), 2)).Message, StringComparison.Ordinal);
        Assert.Contains("0 shards must be 1 to 100000", Assert.Throws<WorkbenchException>(
            () => ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("no job, as it has no job.json", Assert.Throws<WorkbenchException>(() => ShardJob.Open(JobFolder)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Answers_joined_are_those_of_one_process(int count)
    {
        var songs = Songs();
        var model = ModelOf(songs);
        var named = NamedSongs.Find([folder.File("songs"), folder.File("nowhere.wav")]);
        var job = ShardJob.Create(JobFolder, model, "mine", named, count);
        Parallel.ForEach(job.Missing.Reverse(), shard => ShardJob.Open(JobFolder).Do(Machine(shard % 4), shard));
        List<SongAnswer> whole = [];
        var unreadable = Machine(-1).Predict(model, named.Files, whole.Add);
        var (_, name, answers, skipped) = job.Answers();
        Assert.Equal("mine", name);
        Assert.Equal(6, whole.Count);
        Assert.Equal(whole.Select(SpecJson.Write), answers.Select(SpecJson.Write));
        Assert.Equal(unreadable.OrderBy(file => file.Path, StringComparer.Ordinal), skipped);
        Assert.Equal($"{JobFolder} is no job of features, and makes no table of them; ask for its answers: workbench predict {JobFolder}",
            Assert.Throws<WorkbenchException>(() => job.Merge()).Message);
        var features = ShardJob.Create(folder.File("features"), songs, FeatureSpec.Default, 1);
        Assert.StartsWith($"{features.Folder} is no job of predictions, and has no answers", Assert.Throws<WorkbenchException>(
            () => features.Answers()).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no song to predict the genres of.", Assert.Throws<WorkbenchException>(
            () => ShardJob.Create(folder.File("none"), model, "mine", NamedSongs.Find([]), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_task_calls_hopeless_is_kept_until_it_is_done_or_forgotten()
    {
        var job = ShardJob.Create(JobFolder, Songs(), FeatureSpec.Default, 3);
        job.Fail(2, "two");
        job.Fail(0, "none");
        Assert.Equal([(0, "none"), (2, "two")], ShardJob.Open(JobFolder).Failures);
        job.Do(Machine(0), 0);
        Assert.Equal([(2, "two")], job.Failures);
        job.ForgetFailures();
        Assert.Empty(job.Failures);
    }

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("0", new[] { 0 })]
    [InlineData("0-3,7,9-10", new[] { 0, 1, 2, 3, 7, 9, 10 })]
    public void Numbers_are_written_as_array_expressions(string expected, int[] numbers) =>
        Assert.Equal(expected, ShardRanges.Write(numbers));

    /// <summary>A model that was never trained.</summary>
    private TrainedModel ModelOf(Dataset songs) =>
        DrawnModel.Make(FeatureSpec.Default, new([]), Machine(-1).Extract(songs, FeatureSpec.Default).Songs);

    /// <summary>Six songs that can be read, and one that cannot.</summary>
    private Dataset Songs()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 2);
        File.WriteAllBytes(Path.Combine(corpus, "low", "empty.wav"), []);
        return Machine(-1).Open(corpus);
    }

    /// <summary>A workspace of a machine of its own, with a cache of its own.</summary>
    private Workspace Machine(int number) => new(new(folder.File($"machine {number}")));
}
