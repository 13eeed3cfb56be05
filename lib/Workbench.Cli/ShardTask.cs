using Microsoft.Data.Sqlite;
using Workbench.Cli.Commands;
using Workbench.Experiments.Shards;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Cli;

/// <summary>A task that does one shard of a job, and tells by its exit code whether the same again may help.</summary>
internal static class ShardTask
{
    /// <summary>EX_TEMPFAIL of <c>sysexits.h</c>: the machine was at fault, and not the songs.</summary>
    public const int TryAgain = 75;

    /// <summary>SQLite's codes of a damaged file, which stays as it is.</summary>
    private const int Corrupt = 11, NotADatabase = 26;

    /// <summary>Does a shard.</summary>
    /// <param name="named">The job's folder or address.</param>
    /// <param name="place">As <see cref="ShardPlace"/> reads it.</param>
    /// <param name="threads">Threads to work with.</param>
    /// <param name="token">What stops it.</param>
    /// <param name="engine">Chooses what runs networks that are trained; null for what is always there.</param>
    public static int Run(string named, string place, int threads, CancellationToken token, Func<Work, IEngine>? engine = null)
    {
        try
        {
            var job = JobCommands.Open(named, threads, token);
            var shard = ShardPlace.Of(place, job.Count, Environment.GetEnvironmentVariable);
            var wasDone = job.IsDone(shard);
            try
            {
                ProgressBars.During(work =>
                {
                    job.Do(SharedOptions.Workspace(), shard, work, engine?.Invoke(work));
                    return shard;
                }, threads, token);
            }
            catch (WorkbenchException error) when (!MayPass(error))
            {
                job.Fail(shard, error.Message); // for whoever has submitted the tasks
                throw;
            }
            Console.WriteLine($"shard {shard} of {job.Count}: {(wasDone ? "was done before" : "done")}"
                + (job.Plan.Work is TrainingWork ? "" : $", {job.Plan.Shards[shard].Songs} song(s)"));
            return CommandRunner.Done;
        }
        catch (Exception error) when (MayPass(error))
        {
            Console.Error.WriteLine($"{error.Message} The same again may help.");
            return TryAgain;
        }
    }

    private static bool MayPass(Exception error) => error is IOException or UnauthorizedAccessException or OutOfMemoryException
        || error is WorkbenchException { InnerException: IOException or UnauthorizedAccessException }
        || error is WorkbenchException { InnerException: SqliteException { SqliteErrorCode: not (Corrupt or NotADatabase) } };
}
