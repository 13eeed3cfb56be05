using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>Trains experiments in processes of their own, several at a time, leaving out those that have a finished run.</summary>
/// <param name="workspace">Where runs are kept.</param>
/// <param name="processCount">Processes at a time.</param>
/// <param name="engine">The options that name the engine of each.</param>
internal sealed class SweepProcesses(Workspace workspace, int processCount, IReadOnlyList<string> engine)
{
    /// <summary>Trains what is not finished.</summary>
    /// <param name="specs">The experiments.</param>
    /// <param name="work">The processes share its threads.</param>
    /// <returns>A message for each experiment that failed.</returns>
    /// <exception cref="OperationCanceledException">
    /// Stopped; what is finished is kept, and what is under way goes on from its checkpoint.
    /// </exception>
    public IReadOnlyCollection<string> Run(IReadOnlyList<ExperimentSpec> specs, Work work)
    {
        var failures = new ConcurrentQueue<string>();
        var found = Sweep.Find(specs, workspace.Runs);
        var left = specs.Where((_, i) => found[i] is null).ToList();
        var done = specs.Count - left.Count;
        work.Report(new("Experiments", done, specs.Count));
        Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = processCount, CancellationToken = work.Token },
            async (spec, stop) =>
            {
                if (await TrainAsync(spec, Math.Max(1, work.Threads / processCount), stop) is { } failure)
                    failures.Enqueue(failure);
                work.Report(new("Experiments", Interlocked.Increment(ref done), specs.Count));
            }).GetAwaiter().GetResult();
        return failures;
    }

    private async Task<string?> TrainAsync(ExperimentSpec spec, int threads, CancellationToken token)
    {
        var file = Path.Combine(workspace.Data.CheckpointsPath, $"{SpecJson.Hash(spec)}.experiment.json");
        PrivateFolder.Create(workspace.Data.CheckpointsPath);
        AtomicFile.WriteText(file, SpecJson.Write(spec));
        try
        {
            using var process = Process.Start(
                Self(["train", file, "--threads", threads.ToString(CultureInfo.InvariantCulture), .. engine]))!;
            await using var kill = token.Register(() => process.Kill(entireProcessTree: true));
            var (output, error) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
            await process.WaitForExitAsync(token);
            await output;
            return process.ExitCode == CommandRunner.Done ? null : (await error).Trim();
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>This program once more.</summary>
    private static ProcessStartInfo Self(params string[] arguments) =>
        new(ThisProgram.Command[0], [.. ThisProgram.Command.Skip(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
