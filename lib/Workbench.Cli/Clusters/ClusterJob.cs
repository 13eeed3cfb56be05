using System.Diagnostics;
using Workbench.Experiments.Shards;
using Workbench.Foundation;

namespace Workbench.Cli.Clusters;

/// <summary>Has a cluster do the shards of a job, waits for them, and submits again what came to no end.</summary>
/// <param name="job">The job.</param>
/// <param name="cluster">The cluster.</param>
/// <param name="retries">How often what is missing is submitted again.</param>
internal sealed class ClusterJob(ShardJob job, ICluster cluster, int retries)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(10);

    private string SubmittedPath => Path.Combine(job.Folder, $"{cluster.Name.ToLowerInvariant()}.submitted");

    private string[] Submitted => File.Exists(SubmittedPath) ? File.ReadAllLines(SubmittedPath) : [];

    /// <summary>Comes back when all shards are done. What was submitted before is watched first.</summary>
    /// <param name="work">Told how many are done; its token ends the watching, not the tasks.</param>
    /// <exception cref="WorkbenchException">The cluster refuses them, or some cannot be done.</exception>
    public void Run(Work work)
    {
        job.ForgetFailures();
        try
        {
            for (var submissions = 0; ; submissions++)
            {
                Watch(work);
                if (job.Missing is not { IsEmpty: false } missing)
                    return;
                if (job.Failures is [var (failed, reason), ..])
                    throw new WorkbenchException($"Shard {failed} cannot be done: {reason}");
                if (submissions > (cluster.TriesAgain ? 0 : retries))
                    throw new WorkbenchException($"{missing.Length} of {job.Count} shards not done, and submitted {submissions} time(s): "
                        + $"{ShardRanges.Write(missing)}. What their tasks said: {cluster.LogsOf(Submitted)}; the same command submits "
                        + "them again.");
                Submit(missing, work);
            }
        }
        catch (OperationCanceledException)
        {
            if (Submitted is { Length: > 0 } ids)
                work.Report(new WorkNotice($"The tasks go on: the same command watches them, {cluster.HowToEnd(ids)} ends them."));
            throw;
        }
    }

    private void Submit(IReadOnlyList<int> shards, Work work)
    {
        cluster.Write();
        File.Delete(SubmittedPath); // all that it names has come to its end
        foreach (var command in cluster.Commands(shards))
        {
            work.ThrowIfStopped();
            File.AppendAllLines(SubmittedPath, [cluster.IdOf(ClusterProgram.Run(command, CancellationToken.None))]);
        }
    }

    /// <summary>Waits until nothing of what was submitted is under way.</summary>
    private void Watch(Work work)
    {
        var clock = Stopwatch.StartNew();
        while (Submitted is { Length: > 0 } ids && StateOf(ids, work.Token) is { } state)
        {
            work.Report(new("Shards", job.Count - job.Missing.Length, job.Count, state));
            var pause = clock.Elapsed / 50; // so that the end is noticed 2 % later at most
            work.Token.WaitHandle.WaitOne(pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause);
            work.ThrowIfStopped();
        }
        work.Report(new("Shards", job.Count - job.Missing.Length, job.Count));
    }

    private string? StateOf(string[] ids, CancellationToken token)
    {
        try
        {
            return cluster.StateOf(ids, token);
        }
        catch (WorkbenchException error)
        {
            return error.Message; // a controller that is busy, or starts anew; the tasks go on
        }
    }
}
