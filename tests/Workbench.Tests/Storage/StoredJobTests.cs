using Workbench.Datasets.Fetch;
using Workbench.Experiments;
using Workbench.Experiments.Shards;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Storage;

/// <summary>Jobs that machines share by an object storage alone, against a real server on this machine.</summary>
public sealed class StoredJobTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Machines_that_share_nothing_else_make_what_one_process_makes()
    {
        var (bucket, songs) = Songs();
        var address = $"s3://{bucket}/jobs/one/";
        var planner = Machine("planner");
        var job = ShardJob.Create(address, planner.Open(songs), FeatureSpec.Default, 3, null, planner.Data);
        Assert.Equal(["job.json", "skipped.csv", "songs.jsonl"], Names(address));
        Assert.Equal([0, 1, 2], job.Missing);
        var largest = Enumerable.Range(0, 3).MaxBy(shard => job.Plan.Shards[shard].Songs);
        var last = (largest + 1) % 3;
        foreach (var shard in new[] { largest, 3 - largest - last })
            Open(address, $"machine {shard}").Do(Machine($"machine {shard}"), shard);
        Assert.Equal([last], job.Missing);
        Assert.Equal($"s3://{bucket}/jobs/one: 1 shard of 3 missing: {last}. Run them again; what is done is kept.",
            Assert.Throws<WorkbenchException>(() => job.Merge()).Message);
        job.Do(planner, last);

        var heard = Directory.GetFiles(Machine($"machine {largest}").Data.DatasetsPath, "*.wav", SearchOption.AllDirectories);
        Assert.Equal(job.Plan.Shards[largest].Songs, heard.Length); // no songs but its own
        var merger = Machine("merger");
        var (table, skipped) = ShardJob.Open(address, null, merger.Data).Merge();
        var whole = merger.Extract(merger.Open(songs), FeatureSpec.Default);
        Assert.Equal(whole.ToTable().RowNames, table.RowNames);
        Assert.Equal(whole.Features.Values.ToArray(), table.Features.Values.ToArray());
        Assert.Equal(whole.ToTable().Songs, table.Songs);
        Assert.Equal(whole.Dataset.Skipped, skipped);
        Assert.Contains(skipped, file => file.Path.EndsWith("empty.wav", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shard_is_done_when_all_of_it_is_in_the_storage()
    {
        var (bucket, songs) = Songs();
        var (address, machine) = ($"s3://{bucket}/job", Machine("one"));
        var job = ShardJob.Create(address, machine.Open(songs), FeatureSpec.Default, 2, null, machine.Data);
        job.Do(machine, 0);
        var there = Names($"{address}/shards/00000");
        Assert.Equal(["done.json", "features.npy", "features.npy.json", "skipped.csv"], there);
        Assert.Equal("done.json", ObjectFolder.List($"{address}/shards/00000", withFolders: false, Work.Default)
            .MaxBy(what => what.Modified)!.Key);
        ObjectFolder.Delete($"{address}/shards/00000", Work.Default);
        Assert.Equal([0, 1], Open(address, "one").Missing);
        job.Do(machine, 0);
        Assert.Equal(there, Names($"{address}/shards/00000"));
    }

    [Fact]
    public void A_job_that_is_planned_is_kept_and_another_refused()
    {
        var (bucket, songs) = Songs();
        var (address, machine) = ($"s3://{bucket}/job", Machine("one"));
        ShardJob.Create(address, machine.Open(songs), FeatureSpec.Default, 2, null, machine.Data).Do(machine, 0);
        var again = ShardJob.Create(address, machine.Open(songs), FeatureSpec.Default, 2, null, machine.Data);
        Assert.Equal([1], again.Missing);
        Assert.Equal($"{address} holds another job already: music, 2 shards. Name another place.", Assert.Throws<WorkbenchException>(
            () => ShardJob.Create(address, machine.Open(songs), FeatureSpec.Default, 3, null, machine.Data)).Message);
        Assert.Contains("no job, as it has no job.json", Assert.Throws<WorkbenchException>(
            () => Open($"s3://{bucket}/none", "one")).Message, StringComparison.Ordinal);
        var copy = Assert.Single(Directory.GetDirectories(machine.Data.JobsPath));
        Directory.SetLastWriteTimeUtc(copy, DateTime.UtcNow.AddHours(-1));
        Assert.Equal($"copy of job {Path.GetFileName(copy)} in an object storage", Assert.Single(new Leftovers(machine).List(),
            item => item.Kind == LeftoverKind.Downloads).What);
    }

    [Fact]
    public void What_a_task_calls_hopeless_is_told_on_every_machine_until_it_is_forgotten()
    {
        var (bucket, songs) = Songs();
        var (address, machine) = ($"s3://{bucket}/job", Machine("one"));
        var job = ShardJob.Create(address, machine.Open(songs), FeatureSpec.Default, 3, null, machine.Data);
        job.Fail(2, "two");
        Assert.Equal([(2, "two")], Open(address, "other").Failures);
        Open(address, "other").ForgetFailures();
        Assert.Empty(job.Failures);
        job.Fail(0, "none");
        Assert.Equal([(0, "none")], Open(address, "other").Failures);
    }

    private static string[] Names(string address) =>
        [.. ObjectFolder.List(address, withFolders: true, Work.Default).Select(what => what.Key).Order(StringComparer.Ordinal)];

    private ShardJob Open(string address, string machine) => ShardJob.Open(address, null, Machine(machine).Data);

    /// <summary>A bucket with six songs that can be read, and one that cannot.</summary>
    private (string Bucket, string Songs) Songs()
    {
        var bucket = StorageServer.OrSkip().NewBucket();
        var corpus = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 2);
        File.WriteAllBytes(Path.Combine(corpus, "low", "empty.wav"), []);
        ObjectFolder.Put(corpus, $"s3://{bucket}/music", TestWork.Of());
        return (bucket, $"s3://{bucket}/music");
    }

    /// <summary>A workspace of a machine of its own.</summary>
    private Workspace Machine(string name) => new(new(folder.File(name)));
}
