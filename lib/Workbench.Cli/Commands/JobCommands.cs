using System.CommandLine;
using System.CommandLine.Parsing;
using Workbench.Cli.Clusters;
using Workbench.Datasets.Fetch;
using Workbench.Experiments.Shards;

namespace Workbench.Cli.Commands;

/// <summary>What is the same of all jobs, whatever their tasks do.</summary>
internal static class JobCommands
{
    /// <summary>Which shard a task does.</summary>
    public static Option<string?> Shard() => new("--shard")
    {
        HelpName = "auto|I/N",
        Description = "Only the I-th of the N shards of a job; auto is that which Slurm, Kubernetes, AWS Batch, Google Batch or Azure "
            + "Batch gave the task, auto+1000 the thousandth after it. Ends with 0 if the shard is done, with 75 or 130 if the same "
            + "again may help, with anything else if not.",
        Validators = { ShardPlace.Check },
    };

    /// <summary>Where a job is planned.</summary>
    public static Option<string> Folder() => new("--job")
    {
        HelpName = "FOLDER",
        Description = "Where the job's plan, its songs and its shards are kept: a folder that every task sees, or a place in an object "
            + "storage (s3://bucket/jobs/one).",
        Required = true,
    };

    /// <summary>Into how many shards.</summary>
    public static Option<int> Shards() =>
        SharedOptions.Count("--shards", "Into how many shards the songs go, each by its id.", 8, ShardJob.MostShards);

    /// <summary>What a command calls the job that it is given.</summary>
    public const string FormsOfJob = "The folder of a job, or its address in an object storage.";

    /// <summary>Opens a job by its folder, of which the whole path is told, or by its address.</summary>
    /// <param name="named">The folder or address.</param>
    /// <param name="threads">Files at a time, where they come from a storage.</param>
    /// <param name="token">What stops it.</param>
    public static ShardJob Open(string named, int threads, CancellationToken token) =>
        ShardJob.Open(ObjectFolder.Is(named) ? named : Path.GetFullPath(named), new() { Threads = threads, Token = token });

    /// <summary>Tells of a job that was planned.</summary>
    /// <param name="command">Whose job it is.</param>
    /// <param name="job">The job.</param>
    /// <param name="folder">Its folder, as it was named.</param>
    public static void Tell(string command, ShardJob job, string folder) =>
        Console.WriteLine((job.Plan.Work is TrainingWork ? "" : $"{job.Plan.Shards.Sum(shard => shard.Songs)} songs in ")
            + $"{job.Count} shards, 0 to {job.Count - 1}; each by: workbench {command} {folder} --shard auto");

    /// <summary><c>missing</c>.</summary>
    /// <param name="command">Whose jobs they are.</param>
    public static Command Missing(string command)
    {
        var job = new Argument<string>("JOB") { Description = FormsOfJob };
        var missing = new Command("missing", $"""
            The shards of a job that are not done, as an array expression (0-3,7): what to submit again. Nothing if all are.

            Example:
              workbench {command} missing music-job
            """) { job };
        missing.SetAction((parsed, token) =>
        {
            if (Open(parsed.GetValue(job)!, Environment.ProcessorCount, token).Missing is { IsEmpty: false } shards)
                Console.WriteLine(ShardRanges.Write(shards));
            return Task.FromResult(CommandRunner.Done);
        });
        return missing;
    }

    /// <summary><c>submit</c>.</summary>
    /// <param name="command">Whose jobs they are.</param>
    /// <param name="then">What is done with a finished <c>JOB</c>, for instance.</param>
    /// <param name="output">Where a table of all shards goes; null where none is made.</param>
    /// <param name="merge">Makes it.</param>
    public static Command Submit(
        string command, string then, Option<string>? output = null, Action<ShardJob, string, CancellationToken>? merge = null)
    {
        var job = new Argument<string>("JOB")
        {
            Description = "The folder of a job, which every node sees under the same path; for Kubernetes also its address in an object "
                + "storage.",
        };
        var engine = new Option<ClusterKind>("--engine")
        {
            Description = "Who does the shards: slurm, or kubernetes, which was not run where this was written.",
            DefaultValueFactory = _ => ClusterKind.Slurm,
        };
        var jobs = new Option<int?>("--jobs")
        {
            HelpName = "NUMBER",
            Description = "Tasks at once, at most; as many as there is room for if left out.",
            Validators = { SharedOptions.Within(1, ShardJob.MostShards, "Leave it out for as many as there is room for.") },
        };
        var retries = new Option<int>("--retries")
        {
            HelpName = "NUMBER",
            Description = "How often shards are submitted again whose tasks came to no end.",
            DefaultValueFactory = _ => 2,
            Validators = { SharedOptions.Within(0, 100, "2 is usual.") },
        };
        var image = new Option<string?>("--image")
        {
            Description = "The image that the tasks of Kubernetes run, with this program as its entry point.",
        };
        var claim = new Option<string?>("--claim")
        {
            HelpName = "NAME=PATH",
            Description = "The claim of the volume in which Kubernetes finds songs and JOB, and where it lies, here as in the tasks. Not "
                + "needed where JOB is an address.",
            Validators =
            {
                result =>
                {
                    if (result.GetValueOrDefault<string>()?.Split('=', 2) is not [{ Length: > 0 }, ['/', ..]])
                        result.AddError("--claim must be NAME=PATH with a path from the root on, for instance music=/data.");
                },
            },
        };
        var secret = new Option<string?>("--secret")
        {
            HelpName = "NAME",
            Description = "The secret of Kubernetes whose entries are the variables by which tasks reach the object storage "
                + "(AWS_ACCESS_KEY_ID, ...); left out where their service account may.",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Write the script, to be read and edited, and tell the commands by which it would be submitted.",
        };
        var submit = new Command("submit", $"""
            Have a cluster do the shards of a job that are not done: writes a script into its folder unless one is there, submits it, waits,
            and submits again what failed. Ctrl-C ends the waiting, not the tasks; the same command goes on watching.

            Examples:
              workbench {command} submit music-job --jobs 50
              workbench {command} submit music-job --dry-run
              workbench {command} submit /data/music-job --engine kubernetes --image registry.example/workbench --claim music=/data
              workbench {command} submit s3://bucket/jobs/one --engine kubernetes --image registry.example/workbench --secret storage
            """) { job, engine, jobs, retries, image, claim, secret, dryRun };
        if (output is not null)
            submit.Options.Add(output);
        submit.Validators.Add(result =>
        {
            if (result.GetValue(job) is not { } named)
                return; // which is told, or help is asked for
            var (isKubernetes, isStored) = (result.GetValue(engine) == ClusterKind.Kubernetes, ObjectFolder.Is(named));
            Option[] wanted = !isKubernetes ? [] : isStored ? [image] : [image, claim];
            Option[] refused = !isKubernetes ? [image, claim, secret] : isStored ? [claim] : [secret];
            if (wanted.FirstOrDefault(option => result.GetResult(option) is null) is { } absent)
                result.AddError($"--engine kubernetes needs {absent.Name}: {absent.Description}");
            if (refused.FirstOrDefault(option => result.GetResult(option) is not null) is { } wrong)
                result.AddError(!isKubernetes ? $"{wrong.Name} is for --engine kubernetes."
                    : isStored ? $"{wrong.Name} is for a job in a folder; its tasks find {named} by themselves."
                    : $"{wrong.Name} is for a job in an object storage.");
            if (isStored && !isKubernetes)
                result.AddError($"{named}: Slurm's nodes share folders; plan the job in one of them.");
        });
        submit.SetAction((parsed, token) =>
        {
            var planned = Open(parsed.GetValue(job)!, Environment.ProcessorCount, token);
            var (atOnce, again) = (parsed.GetValue(jobs), parsed.GetValue(retries));
            ICluster cluster = parsed.GetValue(engine) == ClusterKind.Slurm ? new SlurmCluster(planned.Folder, [command, "."], atOnce)
                : new KubernetesCluster(planned, command, atOnce, again, parsed.GetValue(image)!,
                    parsed.GetValue(claim)?.Split('=', 2) is [var name, var path] ? (name, path) : null, parsed.GetValue(secret));
            if (parsed.GetValue(dryRun))
            {
                Console.WriteLine(cluster.Write());
                foreach (var line in cluster.Commands(planned.Missing))
                    Console.WriteLine(string.Join(' ', line.Select(ShellWords.Escape)));
                return Task.FromResult(CommandRunner.Done);
            }
            ProgressBars.During(work =>
            {
                new ClusterJob(planned, cluster, again).Run(work);
                return planned;
            }, Environment.ProcessorCount, token);
            Console.WriteLine($"All {planned.Count} shards are done.");
            if (output is not null && parsed.GetValue(output) is { } table)
                merge!(planned, table, token);
            else
                Console.WriteLine("What they make: workbench "
                    + $"{command} {then.Replace("JOB", parsed.GetValue(job), StringComparison.Ordinal)}");
            return Task.FromResult(CommandRunner.Done);
        });
        return submit;
    }

    /// <summary>Refuses, beside <c>--shard</c>, what the plan of its job has decided.</summary>
    /// <param name="shard">The option.</param>
    /// <param name="planned">The options that are for whoever plans.</param>
    public static Action<CommandResult> NothingBeside(Option<string?> shard, params Option[] planned) => result =>
    {
        if (result.GetResult(shard) is { Implicit: false }
            && planned.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } wrong)
            result.AddError($"{wrong.Name} is not for --shard: what a shard is was decided by the plan of its job.");
    };
}
