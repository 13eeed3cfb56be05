using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine.Clusters;

/// <summary>Jobs on a real Slurm of this machine.</summary>
public sealed class SlurmTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string job;

    public SlurmTests()
    {
        RunningSlurm.OrSkip();
        job = folder.File("job");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_task_that_is_killed_is_submitted_again_and_the_table_is_that_of_one_process_byte_for_byte()
    {
        var corpus = Plan(shards: 3);
        Edit("""[ "$SLURM_ARRAY_TASK_ID" != 1 ] || [ -e killed ] || { touch killed; kill -9 $$; }""");
        Run("features", corpus, "--out", folder.File("whole.csv"));
        Assert.Contains("All 3 shards are done.\n24 songs x 308 columns",
            Run("features", "submit", job, "--jobs", "2", "--out", folder.File("merged.csv")), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder.File("whole.csv")), File.ReadAllBytes(folder.File("merged.csv")));
        Assert.True(File.Exists(Path.Combine(job, "killed")));
        Assert.Contains("songs x", Run("features", "submit", job, "--out", folder.File("again.csv")), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(folder.File("merged.csv")), File.ReadAllBytes(folder.File("again.csv")));
    }

    [Fact]
    public void What_cannot_be_done_is_told_and_not_tried_again()
    {
        Plan(shards: 2);
        var songs = Path.Combine(job, "songs.jsonl");
        var kept = File.ReadAllText(songs);
        File.WriteAllText(songs, kept.Replace("low", "lov", StringComparison.Ordinal));
        var refused = WorkbenchProcess.Run(folder.File("data"), "features", "submit", job);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"Shard 0 cannot be done: {songs}: the songs of shard 0 are not those that the job was planned with.",
            refused.Error, StringComparison.Ordinal);
        Assert.Single(Submitted());
        File.WriteAllText(songs, kept);
        Run("features", "submit", job);
    }

    [Fact]
    public void Who_fails_each_time_is_named_with_what_was_tried()
    {
        Plan(shards: 3);
        Edit("""[ "$SLURM_ARRAY_TASK_ID" = 1 ] || exit 9""");
        var given = WorkbenchProcess.Run(folder.File("data"), "features", "submit", job, "--retries", "1");
        Assert.Equal(1, given.ExitCode);
        Assert.Contains("2 of 3 shards not done, and submitted 2 time(s): 0,2. What their tasks said: "
            + $"{Path.Combine(job, "logs")}; the same command submits them again.", given.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_while_it_waits_it_leaves_the_tasks_alone_and_watches_them_the_next_time()
    {
        Plan(shards: 2);
        Edit("while [ ! -e go ]; do sleep 0.1; done");
        var process = WorkbenchProcess.Start(folder.File("data"), "features", "submit", job);
        Assert.True(SpinWait.SpinUntil(() => Submitted().Length > 0 || process.HasExited, TimeSpan.FromMinutes(2)),
            "nothing was submitted");
        UnixSignals.Send(process);
        var stopped = WorkbenchProcess.Finish(process);
        var id = Assert.Single(Submitted());
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains($"The tasks go on: the same command watches them, scancel {id} ends them.", stopped.Error,
            StringComparison.Ordinal);
        var again = WorkbenchProcess.Start(folder.File("data"), "features", "submit", job);
        File.WriteAllText(Path.Combine(job, "go"), "");
        Assert.Equal("All 2 shards are done.", WorkbenchProcess.Finish(again).Output.Split('\n')[0]);
        Assert.Equal([id], Submitted());
    }

    [Fact]
    public void A_job_with_more_shards_than_an_array_has_tasks_becomes_several_arrays()
    {
        Plan(shards: 2500);
        var script = Path.Combine(job, "slurm.sh");
        string Array(string numbers, string place) => $"sbatch --parsable --chdir={job} --array={numbers}%13 {script} {place}";
        Assert.Equal([script, Array("0-1000", "auto"), Array("0-1000", "auto+1001"), Array("0-497", "auto+2002")],
            Run("features", "submit", job, "--jobs", "40", "--dry-run").TrimEnd().Split('\n'));
    }

    private string Plan(int shards)
    {
        var corpus = TinyCorpus.Make(folder.File("songs"));
        Run("features", "plan", corpus, "--job", job, "--shards", $"{shards}");
        return corpus;
    }

    /// <summary>Puts a line into the script before its last one, as whoever may edit it.</summary>
    private void Edit(string line)
    {
        var script = Run("features", "submit", job, "--dry-run").Split('\n')[0];
        var lines = File.ReadAllLines(script);
        File.WriteAllLines(script, [.. lines[..^1], line, lines[^1]]);
    }

    private string[] Submitted() =>
        Path.Combine(job, "slurm.submitted") is var path && File.Exists(path) ? File.ReadAllLines(path) : [];

    private string Run(params string[] arguments)
    {
        var result = WorkbenchProcess.Run(folder.File("data"), arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }
}
