using System.CommandLine;
using Workbench.Cli.Clusters;
using Workbench.Experiments.Shards;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench features submit</c>.</summary>
internal static class FeaturesSubmitCommand
{
    public static Command Create()
    {
        var job = new Argument<string>("JOB") { Description = "The folder of a job, which every node sees under the same path." };
        var engine = new Option<ClusterKind>("--engine")
        {
            Description = "Who does the shards: slurm, or kubernetes, which was not run where this was written.",
            DefaultValueFactory = _ => ClusterKind.Slurm,
        };
        var image = new Option<string?>("--image")
        {
            Description = "The image that the tasks of Kubernetes run; environment/Dockerfile makes one.",
        };
        var claim = new Option<string?>("--claim")
        {
            HelpName = "NAME=PATH",
            Description = "The claim of the volume in which Kubernetes finds songs and JOB, and where it lies, here as in the tasks.",
            Validators =
            {
                result =>
                {
                    if (result.GetValueOrDefault<string>()?.Split('=', 2) is not [{ Length: > 0 }, ['/', ..]])
                        result.AddError("--claim must be NAME=PATH with a path from the root on, for instance music=/data.");
                },
            },
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
        var output = FeaturesCommand.Output(isRequired: false);
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Write the script, to be read and edited, and tell the commands by which it would be submitted.",
        };
        var command = new Command("submit", """
            Have a cluster do the shards of a job that are not done: writes a script into its folder unless one is there, submits it, waits,
            submits again what failed, and joins the shards if --out names a table. Ctrl-C ends the waiting, not the tasks; the same command
            goes on watching.

            Examples:
              workbench features plan ~/Music --job music-job --shards 200
              workbench features submit music-job --jobs 50 --out features.parquet
              workbench features submit music-job --dry-run
              workbench features submit /data/music-job --engine kubernetes --image registry.example/workbench --claim music=/data
            """) { job, engine, jobs, retries, output, image, claim, dryRun };
        command.Validators.Add(result =>
        {
            var (given, wanted) = (new Option[] { image, claim }, result.GetValue(engine) == ClusterKind.Kubernetes);
            if (given.FirstOrDefault(option => result.GetResult(option) is null == wanted) is { } wrong)
                result.AddError(wanted ? $"--engine kubernetes needs {wrong.Name}: {wrong.Description}"
                    : $"{wrong.Name} is for --engine kubernetes.");
        });
        command.SetAction((parsed, token) =>
        {
            var planned = ShardJob.Open(Path.GetFullPath(parsed.GetValue(job)!));
            var (atOnce, again) = (parsed.GetValue(jobs), parsed.GetValue(retries));
            string[] task = ["features", "."];
            ICluster cluster = parsed.GetValue(engine) == ClusterKind.Slurm ? new SlurmCluster(planned.Folder, task, atOnce)
                : new KubernetesCluster(planned, task, atOnce, again, parsed.GetValue(image)!,
                    parsed.GetValue(claim)!.Split('=', 2) is [var name, var path] ? (name, path) : default);
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
            if (parsed.GetValue(output) is { } table)
                FeaturesCommand.Merge(planned, table, token);
            else
                Console.WriteLine($"They become a table by: workbench features merge {parsed.GetValue(job)} --out features.parquet");
            return Task.FromResult(CommandRunner.Done);
        });
        return command;
    }
}
