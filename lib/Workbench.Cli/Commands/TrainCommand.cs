using System.CommandLine;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench train</c>.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var experiment = new Argument<string?>("EXPERIMENT")
        {
            Description = $"An experiment to repeat: {ExperimentArgument.Forms}. Options change it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var options = new ExperimentOptions();
        var parameters = new Option<bool>("--parameters")
        {
            Description = "Train nothing: list what --set can change, with its value and what else it can be.",
        };
        var dryRun = SharedOptions.DryRun();
        var keepsBest = new Option<bool>("--keep-best")
        {
            Description = "Should the training be stopped with Ctrl-C: make a run of its best epoch so far, instead of a checkpoint from "
                + "which the same command goes on.",
        };
        var timeLimit = SharedOptions.TimeLimit("With --model auto: candidates that do not fit into this time are left out, and named.");
        var engine = new EngineOptions();
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("train", """
            Train a model on songs of one genre or of several each, evaluate it on the validation part, songs by other artists,
            and keep the run.
            The test part stays sealed until 'workbench judge' opens it for the run that was chosen.

            Examples:
              workbench train --dataset demo --model mlp
              workbench train --dataset demo --model cnn
              workbench train --dataset demo --model mlp+cnn
              workbench train --dataset demo --model auto
              workbench train --dataset ~/Music/by-genre --model auto --time-limit 20m
              workbench train --dataset ~/Music/by-genre --seed 3 --json
              workbench train --dataset songs.csv --model my-model.json
              workbench train --dataset songs.csv --model resnet18
              workbench train --dataset songs.csv --model cnn --start data/runs/RUN --set model.start.frozenLayers=8
              workbench train --dataset songs.csv --augment balanced
              workbench train --dataset songs.csv --split folds:5:0 --genres top:10 --minimum-songs 50
              workbench train --dataset songs --split folds.csv:artist_s0:0
              workbench train --dataset fma/fma_small --split official --genres level:0
              workbench train --dataset fma/fma_metadata --features features.csv --genres fma32
              workbench train --dataset fma/fma_metadata --features echonest.csv:echonest_audio_features
              workbench train --dataset songs.csv --set training.epochs=5 --set training.optimizer.learningRate=3e-3
              workbench train data/runs/RUN --set training.optimizer=sgd
              workbench train --parameters
              workbench train --dataset ~/Music/by-genre --model cnn --dry-run
              workbench train --dataset ~/Music/by-genre --model cnn --engine torch --device cuda
            """) { experiment };
        foreach (var option in (Option[])[.. options.All, parameters, dryRun, keepsBest, timeLimit])
            command.Options.Add(option);
        engine.AddTo(command);
        command.Options.Add(threads);
        command.Options.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(experiment) is null && result.GetResult(options.Dataset) is null && !result.GetValue(parameters))
                result.AddError("Give a --dataset or an EXPERIMENT, for instance: workbench train --dataset demo");
            if (result.GetResult(timeLimit) is not null && options.Race(result) is null)
                result.AddError("--time-limit is for several models, of which those are left out that take too long: --model auto");
            if (result.GetValue(keepsBest) && options.Race(result) is not null)
                result.AddError("--keep-best is for one training; a race that is stopped goes on where it was, with the same command.");
        });
        command.SetAction((parsed, token) =>
        {
            var workspace = SharedOptions.Workspace();
            var spec = options.Change(parsed.GetValue(experiment) is { } named
                ? ExperimentArgument.Read(named, workspace.Runs)
                : new ExperimentSpec { Dataset = DatasetReader.DemoName }, parsed);
            if (parsed.GetValue(parameters))
            {
                Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(spec.Parameters()) : Describe(spec.Parameters()));
                return Task.FromResult(CommandRunner.Done);
            }
            var models = options.Race(parsed.CommandResult) is { } asked ? ModelRace.Parse(asked) : null;
            ModelRace? RaceOf(Work work) => options.Race(parsed.CommandResult) is null ? null
                : new ModelRace(workspace, engine.Choose(parsed, work)) { TimeLimit = parsed.GetValue(timeLimit) };
            if (parsed.GetValue(dryRun))
            {
                string Tell<T>(T preview) => parsed.GetValue(json) ? SpecJson.Write(preview) : $"{preview}";
                Console.WriteLine(ProgressBars.During(work => RaceOf(work) is { } race ? Tell(race.Preview(spec, models, work))
                    : Tell(DryRun.Of(workspace, spec, engine.Choose(parsed, work), work)), parsed.GetValue(threads), token));
                return Task.FromResult(CommandRunner.Done);
            }
            var whenStopped = parsed.GetValue(keepsBest) ? WhenStopped.KeepBestEpoch : WhenStopped.Resume;
            var run = ProgressBars.During(
                work => RaceOf(work)?.Execute(spec, models, work)
                    ?? new ExperimentRunner(workspace, engine.Choose(parsed, work), whenStopped).Execute(spec, work),
                parsed.GetValue(threads), token);
            RunPage.Write(run);
            SkippedFiles.Warn(run.Skipped, Path.Combine(run.Folder, "skipped.csv"));
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(run.Summary) : RunText.Describe(run));
            return Task.FromResult(token.IsCancellationRequested ? CommandRunner.Stopped : CommandRunner.Done);
        });
        return command;
    }

    private static string Describe(IEnumerable<ExperimentParameter> parameters) => string.Join('\n', TextLayout.Columns(
        parameters.Select(p => (p.Value.Length > 0 ? $"{p.Name}={p.Value}" : p.Name, p.Values)), Terminal.TextWidth));
}
