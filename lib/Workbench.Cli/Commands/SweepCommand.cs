using System.Collections.Immutable;
using System.CommandLine;
using Workbench.Experiments;
using Workbench.Experiments.Shards;
using Workbench.Foundation;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench sweep</c>.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        var experiment = new Argument<string?>("EXPERIMENT|JOB")
        {
            Description = $"The experiment to vary: {ExperimentArgument.Forms}; the latest run if left out. Or, with --shard, the folder "
                + "of a job.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var grid = new Option<string[]>("--grid")
        {
            Description =
                "A parameter and its values, as parameter=value,value; several make every combination. 'model' takes names of models.",
            AllowMultipleArgumentsPerToken = true,
        };
        var random = new Option<string[]>("--random")
        {
            Description = "A parameter to draw by chance, as parameter=value,value, parameter=low..high or parameter=log:low..high.",
            AllowMultipleArgumentsPerToken = true,
        };
        var draws = SharedOptions.Count("--draws", "Number of random draws.", 20, Sweep.MostExperiments);
        var seed = new Option<int>("--draw-seed") { Description = "Seed of the random draws.", DefaultValueFactory = _ => 0 };
        var seeds = SharedOptions.Count("--seeds",
            "Train every variation with so many seeds, from the experiment's own upwards: one line with mean and spread.", 1,
            Sweep.MostExperiments);
        var processes = SharedOptions.Count("--processes",
            "Trainings at a time, each in a process of its own; the threads are shared among them.", 1, Work.MostThreads);
        var job = new Option<string?>("--job")
        {
            HelpName = "FOLDER",
            Description = "Train nothing here, and plan a job in this folder or place of an object storage: a shard an experiment, for "
                + "tasks of any engine that see it.",
        };
        var shard = JobCommands.Shard();
        var by = SharedOptions.RankedBy();
        var dryRun = SharedOptions.DryRun();
        var engine = new EngineOptions();
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("sweep", """
            Train many variations of an experiment and rank them by their validation part; the test part stays sealed.
            What is finished is not trained again, so a sweep that was stopped goes on with the same command.

            Examples:
              workbench sweep --grid training.optimizer.learningRate=1e-4,1e-3,1e-2 --grid training.batchSize=16,64
              workbench sweep experiment.json --grid model=mlp,cnn --processes 2
              workbench sweep experiment.json --grid trainingShare=0.25,0.5,0.75,1
              workbench sweep --grid training.optimizer.learningRate=1e-3,1e-2 --seeds 5
              workbench sweep "wide network" --seeds 5           how much of its score is luck
              workbench sweep experiment.json --grid seed=1,2,3 --dry-run
              workbench sweep experiment.json --random training.optimizer.learningRate=log:1e-5..1e-1 --draws 10
              workbench sweep experiment.json --seeds 5 --engine torch --device cuda
              workbench sweep experiment.json --seeds 50 --job fifty
              workbench sweep fifty --shard auto
              workbench sweep submit fifty --jobs 10
              workbench sweep merge fifty
            """) { experiment, grid, random, draws, seed, seeds, processes, job, shard, by, dryRun };
        engine.AddTo(command);
        command.Options.Add(threads);
        command.Options.Add(json);
        command.Subcommands.Add(JobCommands.Submit("sweep", "merge JOB"));
        command.Subcommands.Add(JobCommands.Missing("sweep"));
        command.Subcommands.Add(Merge());
        command.Validators.Add(JobCommands.NothingBeside(shard, grid, random, draws, seed, seeds, processes, job, by, dryRun, json));
        command.Validators.Add(result =>
        {
            if (result.GetResult(shard) is not null)
                return;
            var (isGrid, isRandom) = (result.GetResult(grid) is not null, result.GetResult(random) is not null);
            if (isGrid && isRandom || !isGrid && !isRandom && result.GetResult(seeds) is not { Implicit: false })
                result.AddError("Give either --grid or --random, or --seeds alone, for instance: "
                    + "--grid training.optimizer.learningRate=1e-4,1e-3");
        });
        command.SetAction((parsed, token) =>
        {
            if (parsed.GetValue(shard) is { } place)
                return Task.FromResult(ShardTask.Run(parsed.GetValue(experiment) ?? "", place, parsed.GetValue(threads), token,
                    work => engine.Choose(parsed, work)));
            var workspace = SharedOptions.Workspace();
            var centre = ExperimentArgument.Read(parsed.GetValue(experiment), workspace.Runs);
            var varied = parsed.GetValue(random) is { Length: > 0 } axes
                ? Sweep.Random(centre, Axes(axes), parsed.GetValue(draws), parsed.GetValue(seed))
                : Sweep.Grid(centre, Axes(parsed.GetValue(grid) ?? []));
            var specs = Sweep.Repeat(varied, parsed.GetValue(seeds));
            if (parsed.GetValue(dryRun))
            {
                Console.WriteLine(ProgressBars.During(
                    work => SweepPreview.Of(workspace, specs, engine.Choose(parsed, work), parsed.GetValue(processes), work),
                    parsed.GetValue(threads), token));
                return Task.FromResult(CommandRunner.Done);
            }
            if (parsed.GetValue(job) is { } folder)
            {
                JobCommands.Tell("sweep", ShardJob.Create(folder, specs, new() { Token = token }), folder);
                return Task.FromResult(CommandRunner.Done);
            }
            var failures = ProgressBars.During(work =>
            {
                engine.Choose(parsed, work); // one that is not to be had would fail every training
                return new SweepProcesses(workspace, parsed.GetValue(processes), engine.Words(parsed)).Run(specs, work);
            }, parsed.GetValue(threads), token);
            foreach (var failure in failures.Distinct()) // own code that is missing is missing for all
                Console.Error.WriteLine(failure);
            Rank(specs, workspace, parsed.GetValue(by), parsed.GetValue(json));
            return Task.FromResult(failures.Count > 0 ? CommandRunner.Failed : CommandRunner.Done);
        });
        return command;
    }

    /// <summary><c>workbench sweep merge</c>.</summary>
    private static Command Merge()
    {
        var folder = new Argument<string>("JOB") { Description = JobCommands.FormsOfJob };
        var (by, json) = (SharedOptions.RankedBy(), SharedOptions.Json());
        var command = new Command("merge", """
            Take the runs that the shards of a job have trained among those that are kept here, and rank them.

            Example:
              workbench sweep merge fifty
            """) { folder, by, json };
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var job = JobCommands.Open(parsed.GetValue(folder)!, Environment.ProcessorCount, token);
            var specs = ProgressBars.During(work => job.TakeRuns(workspace.Runs, work), Environment.ProcessorCount, token);
            foreach (var (shard, reason) in job.Failures)
                Console.Error.WriteLine($"shard {shard}: {reason}");
            if (job.Missing is { IsEmpty: false } missing)
                Console.Error.WriteLine($"Not done: {ShardRanges.Write(missing)}.");
            Rank(specs, workspace, parsed.GetValue(by), parsed.GetValue(json));
            return Task.FromResult(job.Missing.IsEmpty ? CommandRunner.Done : CommandRunner.Failed);
        });
        return command;
    }

    private static void Rank(ImmutableArray<ExperimentSpec> specs, Workspace workspace, string? by, bool asJson)
    {
        var finished = Sweep.Find(specs, workspace.Runs).OfType<Run>().ToImmutableArray();
        if (finished.IsEmpty)
            throw new WorkbenchException("No experiment of the sweep could be finished; the messages above say why.");
        var comparison = SharedOptions.RankBy(by, new(finished));
        Console.WriteLine(asJson ? SpecJson.Write(ComparisonSummary.Of(comparison)) : comparison.ToText(Terminal.Width));
        Console.Error.WriteLine($"{finished.Length} of {specs.Length} experiments are finished. "
            + $"Test part: sealed. Open it for the one you choose: workbench judge {comparison.Winner.Id}");
    }

    private static ImmutableArray<SweepAxis> Axes(string[] texts) => [.. texts.Select(SweepAxis.Parse)];
}
