using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Regularization;
using Workbench.Training.Scaling;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Experiments;

/// <summary>What the data decides where nobody chose.</summary>
public sealed class RecipeTests : IDisposable
{
    private static readonly ExperimentSpec Centre = new() { Dataset = "demo" };

    private static readonly TrainingFacts Few = new(ClassificationTask.SingleLabel, 240, 80, 90, 4, 60, 60);

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Dense_layers_learn_for_as_many_steps_as_there_are_songs_for()
    {
        var recipe = Recipe.Of(Centre, Few);
        var training = recipe.Experiment.Training;
        Assert.Equal((ScalerKind.Rank, new AdamW(WeightDecay: 1), new CosineSchedule(), 38, 32, 38, Sampling.Shuffled, new Mixup(0.3)),
            (training.Scaler, training.Optimizer, training.Schedule, training.Epochs, training.BatchSize, training.Patience,
                training.Sampling, training.Mixup));
        Assert.IsType<CrossEntropy>(training.Loss);
        Assert.True(recipe.Refits);
        Assert.StartsWith("Decided by the data (240 songs by 90 artists, 4 genres): loss softmax cross-entropy, scaler rank, mixup",
            recipe.InWords, StringComparison.Ordinal);
        Assert.Contains(recipe.Decisions, decision => decision.ToString().StartsWith("training.epochs 38: 304 steps of 32 songs: ",
            StringComparison.Ordinal));
        Assert.Equal((200, 50), (Epochs(20), Epochs(100_000)));

        static int Epochs(int songs) => Recipe.Of(Centre, Few with { Songs = songs }).Experiment.Training.Epochs;
    }

    [Fact]
    public void Other_models_other_songs_other_values()
    {
        var several = Recipe.Of(Centre, Few with { Task = ClassificationTask.MultiLabel, Songs = 3000, Rarest = 19 });
        Assert.IsType<BinaryCrossEntropy>(several.Experiment.Training.Loss);
        Assert.Equal((Sampling.Balanced, false), (several.Experiment.Training.Sampling, several.Refits));
        Assert.Equal(Sampling.Shuffled, Recipe.Of(Centre, Few with { Rarest = 20 }).Experiment.Training.Sampling);
        var linear = Recipe.Of(Centre.WithModel(ModelSpec.Linear), Few with { Rarest = 1 }).Experiment.Training;
        Assert.Equal((new Lbfgs(), ScalerKind.Rank, 1000, Sampling.Shuffled, null),
            (linear.Optimizer, linear.Scaler, linear.Epochs, linear.Sampling, linear.Mixup));
        var segments = Recipe.Of(Centre.WithModel(ModelSpec.Cnn), Few).Experiment.Training;
        Assert.Equal(TrainingSpec.Segments with { Loss = segments.Loss }, Spelt(segments));
    }

    [Fact]
    public void What_was_chosen_stays()
    {
        var chosen = Centre with
        {
            Refit = false,
            Training = new()
            {
                Scaler = ScalerKind.Standard,
                Loss = new FocalLoss(),
                Optimizer = new Sgd(),
                Schedule = new ConstantSchedule(),
                Epochs = 7,
                BatchSize = 16,
                SegmentsPerSong = 2,
                Patience = 5,
                Sampling = Sampling.Shuffled,
            },
        };
        var recipe = Recipe.Of(chosen, Few with { Rarest = 1 });
        Assert.Equal(chosen, recipe.Experiment);
        Assert.Empty(recipe.Decisions);
        Assert.False(recipe.Refits);
        Assert.Equal("", recipe.InWords);
        Assert.IsType<AdamW>(Recipe.Of(Centre.WithModel(ModelSpec.Linear) with { Training = new() { Mixup = new() } }, Few)
            .Experiment.Training.Optimizer);
    }

    [Fact]
    public void What_the_data_decided_is_kept_and_no_other_experiment()
    {
        var asked = Centre.For(ClassificationTask.SingleLabel);
        var decided = Recipe.Of(asked, Few).Experiment;
        var read = SpecJson.Read<ExperimentSpec>(SpecJson.Write(decided));
        Assert.Equal(decided.Training, read.Training);
        Assert.Equal(SpecJson.Hash(asked), SpecJson.Hash(read));
        Assert.Contains("\"epochs\": 38", SpecJson.Write(decided), StringComparison.Ordinal);
        Assert.DoesNotContain("\"epochs\"", SpecJson.Write(asked), StringComparison.Ordinal);

        // What is chosen of it afterwards, by name or in code, is chosen.
        foreach (var other in new[] { read.With("training.epochs", "9"), read with { Training = read.Training with { Epochs = 9 } } })
        {
            Assert.Equal(SpecJson.Hash(asked with { Training = asked.Training with { Epochs = 9 } }), SpecJson.Hash(other));
            Assert.Equal(9, Recipe.Of(other, Few).Experiment.Training.Epochs);
        }
        Assert.Equal(new AdamW(0.01, WeightDecay: 1), read.With("training.optimizer.learningRate", "0.01").Training.Optimizer);
        // Another model has it decided anew.
        Assert.Equal(new Lbfgs(), Recipe.Of(read.WithModel(ModelSpec.Linear), Few).Experiment.Training.Optimizer);
        Assert.Empty(SpecParameters.Changed(decided, ClassificationTask.SingleLabel));
    }

    [Fact]
    public void A_run_tells_what_was_decided_and_repeats_it()
    {
        var workspace = new Workspace(new(folder.File("data")));
        var spec = new ExperimentSpec { Dataset = TinyCorpus.Make(folder.File("songs")), Training = new() { Epochs = 3 } };
        var dry = DryRun.Of(workspace, spec, new ManagedEngine());
        Assert.True(dry.Refits);
        Assert.Contains("  training.scaler rank: summaries have heavy tails", dry.ToString(), StringComparison.Ordinal);
        var run = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec);
        Assert.Equal(3, run.Spec.Training.Epochs);
        Assert.Equal(ScalerKind.Rank, run.Spec.Training.ChosenScaler);
        Assert.Contains(run.Summary.Notes, note => note.StartsWith("Decided by the data (", StringComparison.Ordinal));
        Assert.Contains(run.Summary.Notes, note => note.StartsWith("The model was trained again for 3 epochs", StringComparison.Ordinal));
        var again = new ExperimentRunner(workspace, new ManagedEngine()).Execute(ExperimentSpec.ReadFile(
            Path.Combine(run.Folder, "experiment.json")));
        Assert.Equal(TrainingSamples.Bits(run.Model.Weights), TrainingSamples.Bits(again.Model.Weights));
        Assert.Equal(SpecJson.Hash(run.Spec), SpecJson.Hash(again.Spec));
        Assert.NotNull(Assert.Single(Sweep.Find([spec], workspace.Runs)));
        Assert.Equal([false], Sweep.Grid(spec, [SweepAxis.Parse("training.batchSize=16")]).Select(other => other.Refit!.Value));
    }

    /// <summary>As if it had been chosen.</summary>
    private static TrainingSpec Spelt(TrainingSpec spec) => new()
    {
        Loss = spec.Loss,
        Optimizer = spec.Optimizer,
        Schedule = spec.Schedule,
        Epochs = spec.Epochs,
        Patience = spec.Patience,
        SegmentsPerSong = spec.SegmentsPerSong,
        FilterAugment = spec.FilterAugment,
    };
}
