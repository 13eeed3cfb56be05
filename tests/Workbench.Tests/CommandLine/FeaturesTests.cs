using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class FeaturesTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Shards_that_tasks_of_an_engine_do_are_merged_to_the_whole_byte_for_byte()
    {
        var (corpus, job) = (TinyCorpus.Make(folder.File("songs")), folder.File("job"));
        Extract("whole", corpus, "--out", folder.File("whole.csv"));
        Assert.Contains("24 songs in 3 shards, 0 to 2", Run("data", "features", "plan", corpus, "--job", job, "--shards", "3"),
            StringComparison.Ordinal);
        Assert.Equal("0-2\n", Run("data", "features", "missing", job));
        Assert.Equal(0, RunAs("SLURM_ARRAY_TASK_ID", "0", job, "auto").ExitCode);
        Assert.Equal("1-2\n", Run("data", "features", "missing", job));
        Assert.Equal(0, RunAs("JOB_COMPLETION_INDEX", "0", job, "auto+1").ExitCode);
        Run("data", "features", job, "--shard", "3/3");
        Assert.Equal("", Run("data", "features", "missing", job));
        Assert.Contains("shard 0 of 3: was done before", RunAs("AWS_BATCH_JOB_ARRAY_INDEX", "0", job, "auto").Output,
            StringComparison.Ordinal);
        Run("data", "features", "merge", job, "--out", folder.File("merged.csv"));
        Assert.Equal(File.ReadAllBytes(folder.File("whole.csv")), File.ReadAllBytes(folder.File("merged.csv")));
    }

    [Fact]
    public void A_task_says_by_its_exit_code_whether_the_same_again_may_help()
    {
        var (corpus, job) = (TinyCorpus.Make(folder.File("songs"), songsPerGenre: 1), folder.File("job"));
        Run("data", "features", "plan", corpus, "--job", job, "--shards", "2");
        var outside = RunAs("SLURM_ARRAY_TASK_ID", "2", job, "auto");
        Assert.Equal((1, "--shard auto: SLURM_ARRAY_TASK_ID=2 is no shard of the job, which has 2 shard(s), 0 to 1.\n"),
            (outside.ExitCode, outside.Error));
        var recounted = WorkbenchProcess.Run(folder.File("data"), "features", job, "--shard", "1/3");
        Assert.Equal((1, "--shard 1/3: the job was planned with 2 shard(s); write I/2.\n"), (recounted.ExitCode, recounted.Error));
        var whole = WorkbenchProcess.Run(folder.File("data"), "features", job);
        Assert.Equal(1, whole.ExitCode);
        Assert.StartsWith($"{job} is a job, which is done in shards: add --shard auto", whole.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(job, "shards"), ""); // as if the place could not be written
        var broken = WorkbenchProcess.Run(folder.File("data"), "features", job, "--shard", "1/2");
        Assert.Equal(75, broken.ExitCode);
        Assert.EndsWith("The same again may help.\n", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_is_killed_leaves_no_shard_and_the_next_one_does_it()
    {
        var (corpus, job) = (TinyCorpus.Make(folder.File("songs")), folder.File("job"));
        Run("data", "features", "plan", corpus, "--job", job, "--shards", "1");
        for (var pause = 100; pause < 1000; pause += 300)
        {
            var task = WorkbenchProcess.Start(folder.File($"killed {pause}"), "features", job, "--shard", "1/1");
            Thread.Sleep(pause);
            task.Kill();
            WorkbenchProcess.Finish(task);
        }
        Run("data", "features", job, "--shard", "1/1");
        Extract("whole", corpus, "--out", folder.File("whole.npy"));
        Run("data", "features", "merge", job, "--out", folder.File("merged.npy"));
        Assert.Equal(File.ReadAllBytes(folder.File("whole.npy")), File.ReadAllBytes(folder.File("merged.npy")));
    }

    [Fact]
    public void Files_that_cannot_be_read_stand_beside_the_table_with_their_reason()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        File.WriteAllBytes(Path.Combine(corpus, "low", "empty.wav"), []);
        Extract("data", corpus, "--out", folder.File("table.csv"));
        Assert.Contains("empty.wav", File.ReadAllText(folder.File("table.skipped.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_are_kept_in_the_cache_and_no_table_of_them_is_written()
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        var refused = WorkbenchProcess.Run(folder.File("data"), "features", corpus, "--spec", "logmel", "--out", folder.File("table.npy"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("leave out --out", refused.Error, StringComparison.Ordinal);
        Extract("data", corpus, "--spec", "logmel");
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(folder.File("data"), "cache", "frames"), "*.f16"));
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("half")]
    [InlineData("auto+0")]
    public void A_shard_that_is_none_is_wrong_usage(string shard)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), "features", "job", "--shard", shard);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"--shard {shard} must be auto, auto+N with N above 0, or I/N with 1 <= I <= N, for instance 2/8.", result.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_plan_of_a_job_decides_is_not_said_again()
    {
        var result = WorkbenchProcess.Run(folder.File("data"), "features", "job", "--shard", "auto", "--spec", "fma518");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--spec is not for --shard: what a shard is was decided by the plan of its job.", result.Error,
            StringComparison.Ordinal);
    }

    private void Extract(string data, string corpus, params string[] options) => Run(data, ["features", corpus, .. options]);

    private string Run(string data, params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File(data), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private ProcessResult RunAs(string variable, string value, string job, string shard) =>
        WorkbenchProcess.RunWith((variable, value), folder.File($"machine of {variable}"), "features", job, "--shard", shard);
}
