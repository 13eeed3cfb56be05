using System.CommandLine;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Cli.Commands;

/// <summary><c>workbench train</c>.</summary>
internal static class TrainCommand
{
    private const string Balanced = "balanced";

    public static Command Create()
    {
        var experiment = new Argument<FileInfo?>("EXPERIMENT.json")
        {
            Description = "A whole experiment, as a run folder keeps it; instead of the options.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var dataset = new Option<string>("--dataset") { Description = SharedOptions.DatasetForms };
        var model = new Option<string>("--model")
        {
            Description = "mlp (three dense layers on summaries of songs); cnn, vgg, resnet (short-chunk ResNet) on log-mel segments; "
                + "or a model spec as a JSON file.",
            DefaultValueFactory = _ => "mlp",
        };
        var features = new Option<string?>("--features")
        {
            Description = $"What the model learns from, where it is not what its kind usually hears: {FeatureArgument.FormsInWords}; "
                + "or a table TABLE.csv (beside the dataset's own tables or anywhere), "
                + "of it only some columns with TABLE.csv:mfcc,tonnetz.",
        };
        var split = new Option<string>("--split")
        {
            Description = $"Who is learned from, chosen by, evaluated on: {SplitSpec.FormsInWords}.",
            DefaultValueFactory = _ => "artist",
        };
        var genres = new Option<string?>("--genres")
        {
            Description = $"Which genres are learned, all if left out: {LabelSpec.FormsInWords}.",
        };
        var minimumSongs = new Option<int>("--minimum-songs")
        {
            Description = "Songs of the training part that a genre must have to be learned.",
        };
        var augment = new Option<string?>("--augment")
        {
            Description = "balanced (changed copies until every genre has as many songs as the most frequent one), "
                + "or an augmentation spec as a JSON file.",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of split, copies and training; an augmentation in a JSON file that names a seed keeps it.",
            DefaultValueFactory = _ => 0,
        };
        var labels = SharedOptions.Labels();
        var keepsBest = new Option<bool>("--keep-best")
        {
            Description = "Should the training be stopped with Ctrl-C: make a run of its best epoch so far, instead of a checkpoint from which "
                + "the same command goes on.",
        };
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var command = new Command("train", """
            Train a model on songs of one genre or of several each, evaluate it on the validation part, songs by other artists,
            and keep the run.
            The test part stays sealed until 'workbench judge' opens it for the run that was chosen.

            Examples:
              workbench train --dataset demo --model mlp
              workbench train --dataset demo --model cnn
              workbench train --dataset ~/Music/by-genre --seed 3 --json
              workbench train --dataset songs.csv --model my-model.json
              workbench train --dataset songs.csv --augment balanced
              workbench train --dataset songs.csv --split folds:5:0 --genres top:10 --minimum-songs 50
              workbench train --dataset fma/fma_small --split official --genres level:0
              workbench train --dataset fma/fma_metadata --features features.csv --genres fma32
              workbench train --dataset fma/fma_metadata --features echonest.csv:echonest_audio_features
              workbench train data/runs/RUN/experiment.json
            """) { experiment, dataset, model, features, split, genres, minimumSongs, augment, seed, labels, keepsBest, threads, json };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(experiment) is null) == (result.GetResult(dataset) is null))
                result.AddError("Give either --dataset or an EXPERIMENT.json, for instance: workbench train --dataset demo");
            else if (result.GetValue(experiment) is not null
                && new Option[] { model, features, split, genres, minimumSongs, augment, seed, labels }
                    .FirstOrDefault(o => result.GetResult(o) is { Implicit: false }) is { } extra)
                result.AddError($"{extra.Name} stands in the EXPERIMENT.json; change it there.");
        });
        command.SetAction((parsed, token) =>
        {
            var spec = parsed.GetValue(experiment) is { } file
                ? Existing(file.FullName, ExperimentSpec.ReadFile)
                : new ExperimentSpec
                {
                    Seed = parsed.GetValue(seed),
                    Dataset = DatasetArgument(parsed.GetValue(dataset)!),
                    Labels = parsed.GetValue(labels),
                    Genres = ReadGenres(parsed.GetValue(genres), parsed.GetValue(minimumSongs)),
                    Split = SplitSpec.Parse(parsed.GetValue(split)!),
                    Augmentation = ReadAugmentation(parsed.GetValue(augment)),
                }.WithModel(ReadModel(parsed.GetValue(model)!));
            if (parsed.GetValue(features) is { } wanted)
                spec = spec with { Features = FeatureArgument.Read(wanted) };
            var workspace = SharedOptions.Workspace();
            var runner = new ExperimentRunner(workspace, new ManagedTrainer(),
                parsed.GetValue(keepsBest) ? WhenStopped.KeepBestEpoch : WhenStopped.Resume);
            var run = ProgressBars.During(work => runner.Execute(spec, work), parsed.GetValue(threads), token);
            RunPage.Write(run);
            SkippedFiles.Warn(run.Skipped, Path.Combine(run.Folder, "skipped.csv"));
            Console.WriteLine(parsed.GetValue(json) ? SpecJson.Write(run.Summary) : RunText.Describe(run));
            return Task.FromResult(token.IsCancellationRequested ? CommandRunner.Stopped : CommandRunner.Done);
        });
        return command;
    }

    /// <summary>A path is kept absolute, so that the run can be repeated from any folder.</summary>
    private static string DatasetArgument(string nameOrPath) => Path.Exists(nameOrPath) ? Path.GetFullPath(nameOrPath) : nameOrPath;

    private static ModelSpec ReadModel(string nameOrPath) =>
        ModelSpec.Presets.GetValueOrDefault(nameOrPath) ?? ReadSpec<ModelSpec>(nameOrPath);

    private static LabelSpec? ReadGenres(string? text, int minimumSongs) =>
        text is null && minimumSongs == 0 ? null
            : (text is null ? LabelSpec.All : LabelSpec.Parse(text)) with { MinimumSongs = minimumSongs };

    private static AugmentationSpec? ReadAugmentation(string? nameOrPath) => nameOrPath switch
    {
        null => null,
        Balanced => AugmentationSpec.Balanced,
        _ => ReadSpec<AugmentationSpec>(nameOrPath),
    };

    private static T ReadSpec<T>(string path) => Existing(path, SpecJson.ReadFile<T>);

    private static T Existing<T>(string path, Func<string, T> read) => File.Exists(path) ? read(path)
        : throw new WorkbenchException($"{path}: no such file. Models are {string.Join(", ", ModelSpec.Presets.Keys)} or a JSON file, "
            + $"augmentations {Balanced} or a JSON file; run folders hold an experiment.json.");
}
