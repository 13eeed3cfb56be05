using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Losses;

namespace Workbench.Tests.Experiments;

public sealed class ExperimentRunnerTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;

    public ExperimentRunnerTests() => workspace = new(new(folder.File("data")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_run_read_back_holds_what_was_asked_and_found()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var text = Path.Combine(songs, "low", "a, \"b\".mp3");
        File.WriteAllText(text, "This is not music.");
        var spec = new ExperimentSpec { Dataset = songs, Training = TrainingSpec.Default with { Epochs = 2 } }.WithSeed(3);
        var run = Run.Load(Execute(spec).Folder);

        Assert.Equal(SpecJson.Hash(spec.For(run.Summary.Task)), SpecJson.Hash(run.Spec));
        Assert.Equal(text, Assert.Single(run.Skipped).Path);
        Assert.Equal((24, 1, 3, 2), (run.Summary.Tracks, run.Summary.Skipped, run.Summary.Seed, run.Summary.Epochs));
        Assert.Equal(24, run.Summary.TrainTracks + run.Summary.ValidationTracks + run.Summary.TestTracks);
        Assert.Equal(run.Summary.ValidationTracks, run.EvaluatedPredictions.TrackIds.Length);
        Assert.Equal(["high", "low", "rock"], run.Model.Vocabulary.Names);
        Assert.StartsWith("24 of 24 song(s) name no artist", run.Summary.Notes[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, File.ReadAllText(Path.Combine(run.Folder, "environment.json")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Genres_of_any_name_come_back_whole_and_keep_the_card_a_table()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        Directory.Move(Path.Combine(songs, "low"), Path.Combine(songs, "Lo, fi"));
        var csv = folder.File("songs.csv");
        File.WriteAllLines(csv, ["path,labels", .. Directory.GetFiles(songs, "*.wav", SearchOption.AllDirectories)
            .Select(p => $"\"{p}\",\"{(p.Contains("rock", StringComparison.Ordinal) ? "<b>|\"\"x\"\"" : "Lo, fi")};\"")]);
        var run = Execute(new() { Dataset = csv, Training = TrainingSpec.Default with { Epochs = 1 } });
        Assert.Equal(["<b>|\"x\"", "Lo, fi"], run.ValidationPredictions.LabelNames);
        Assert.Contains("\n| &lt;b>\\|\"x\" |", File.ReadAllText(Path.Combine(run.Folder, "card.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Stopped_before_training_there_is_no_run()
    {
        var token = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new ExperimentRunner(workspace, new ManagedEngine())
                .Execute(new() { Dataset = TinyCorpus.Make(folder.File("songs")) }, new() { Token = token }));
        Assert.Empty(workspace.Runs.Ids);
    }

    [Fact]
    public void A_spec_that_cannot_be_used_is_refused_before_any_work()
    {
        var spec = new ExperimentSpec { Dataset = folder.File("nowhere"), Split = SplitSpec.Default with { TrainShare = 0 } };
        Assert.Throws<InvalidSpecException>(() => Execute(spec));
        Assert.False(Directory.Exists(workspace.Data.Path));
    }

    [Fact]
    public void The_test_part_stays_sealed_until_it_is_opened_for_the_chosen_run_and_that_is_counted()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var spec = new ExperimentSpec { Dataset = songs, Training = TrainingSpec.Default with { Epochs = 2 } };
        var (first, chosen) = (Execute(spec), Execute(spec.WithModel(new([]))));
        Assert.Equal((true, null, null, 0),
            (first.Summary.IsSealed, first.Summary.Test, first.Summary.TunedF1Macro, first.Summary.TestOpenings));
        Assert.False(File.Exists(Path.Combine(chosen.Folder, "predictions.csv")));
        Assert.Contains($"the {chosen.Summary.TestTracks} songs of the test part are sealed",
            File.ReadAllText(Path.Combine(chosen.Folder, "card.md")), StringComparison.Ordinal);
        Assert.Equal($"The test part of run {chosen.Id} is sealed. To open it: workbench judge {chosen.Id} (in a notebook: run.Judge()).",
            Assert.Throws<WorkbenchException>(() => chosen.TestPredictions).Message);

        var judged = Judge(chosen);
        Assert.Equal((false, 1), (judged.Summary.IsSealed, judged.Summary.TestOpenings));
        Assert.Equal(judged.Summary.TestTracks, judged.Summary.Test!.TrackCount);
        Assert.Equal(judged.Summary.TestTracks, judged.EvaluatedPredictions.TrackIds.Length);
        Assert.Same(judged, Judge(judged)); // not opened again
        // The same model says the same, and is the second to be asked.
        var again = Judge(Execute(spec.WithModel(new([]))));
        Assert.Equal(2, again.Summary.TestOpenings);
        Assert.Equal(SpecJson.Write(again.Summary.Test), SpecJson.Write(judged.Summary.Test));
        Assert.Equal(File.ReadAllBytes(Path.Combine(again.Folder, "predictions.csv")),
            File.ReadAllBytes(Path.Combine(judged.Folder, "predictions.csv")));

        File.Delete(Path.Combine(songs, "low", "00.wav"));
        Assert.Contains("no longer those that run",
            Assert.Throws<WorkbenchException>(() => Judge(first)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_whose_training_was_stopped_is_judged_only_when_that_is_asked_for()
    {
        using var stop = new CancellationTokenSource();
        var afterTwo = new ProgressList<WorkProgress>(progress =>
        {
            if (progress is TrainingProgress { Finished.Epoch: 2 })
                stop.Cancel();
        });
        var run = new ExperimentRunner(workspace, new ManagedEngine(), WhenStopped.KeepBestEpoch).Execute(
            new() { Dataset = TinyCorpus.Make(folder.File("songs")) }, TestWork.Of(afterTwo) with { Token = stop.Token });
        Assert.True(run.Summary is { Stopped: true, IsSealed: true, Epochs: 2 });
        Assert.Equal($"The training of run {run.Id} was stopped by hand after epoch 2, so the test part stays sealed. Train to the end, "
            + $"or judge it all the same by its name: workbench judge {run.Id} (in a notebook: run.Judge(evenIfStopped: true)).",
            Assert.Throws<WorkbenchException>(() => Judge(run)).Message);
        Assert.Equal(1, RunJudge.Judge(workspace, run, evenIfStopped: true, TestWork.Of()).Summary.TestOpenings);
    }

    [Fact]
    public void Thresholds_are_chosen_by_the_validation_part_and_kept_with_the_model()
    {
        var run = Judge(
            Execute(new()
            {
                Dataset = TinyCorpus.MakeOfSeveralGenres(folder.File("songs"), songsPerGenre: 30), // enough artists
                Training = TrainingSpec.Default with { Epochs = 2 },
            }));
        Assert.Equal(Thresholds.Tune(run.ValidationPredictions).Values, run.Model.Thresholds.Values);
        var decisions = Decisions.At(run.TestPredictions.Scores, run.Model.Thresholds.Values.AsSpan());
        // Sums in another order.
        Assert.Equal(Scores.From(run.TestPredictions, decisions).F1Macro, run.Summary.TunedF1Macro!.Estimate, 1e-12);
    }

    [Fact]
    public void A_run_that_broke_off_goes_on_from_its_checkpoint_which_is_deleted_when_the_run_has_landed()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var spec = new ExperimentSpec { Dataset = songs, Refit = false, Training = TrainingSpec.Default with { Epochs = 6 } };
        var whole = Execute(spec);
        Assert.False(Directory.Exists(workspace.Data.CheckpointsPath));
        Assert.Throws<BrokenOffException>(() =>
            new ExperimentRunner(workspace, new ManagedEngine()) { Training = BreakingTrainer.EveryBatch() }
                .Execute(spec, BreakingTrainer.Breaking(TestWork.Of(), 3)));
        Assert.Single(Directory.GetFiles(workspace.Data.CheckpointsPath));

        var progress = new ProgressList<WorkProgress>();
        var resumed = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of(progress));
        Assert.StartsWith("Training goes on after epoch 3, batch 0",
            Assert.Single(progress.Reports, r => r is WorkNotice).Task, StringComparison.Ordinal);
        var last = progress.Reports.OfType<TrainingProgress>().Last();
        Assert.Equal((6, 6), (last.Done, last.Total));
        Assert.Matches(@"^epoch 6/6, loss \d\.\d+, validation AUC [01]\.\d+, [\d,]+ samples/s$", last.Detail);
        Assert.Empty(Directory.GetFiles(workspace.Data.CheckpointsPath));
        foreach (var file in new[] { "weights.safetensors", "epochs.csv", "predictions-validation.csv" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole.Folder, file)), File.ReadAllBytes(Path.Combine(resumed.Folder, file)));
    }

    [Fact]
    public void A_model_that_learned_from_all_but_the_test_part_keeps_the_validation_scores_of_the_choice()
    {
        var spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Training = TrainingSpec.Default with { Epochs = 4 },
        };
        var (chosen, refit) = (Execute(spec with { Refit = false }), Execute(spec with { Refit = true }));
        foreach (var file in new[] { "predictions-validation.csv", "epochs.csv" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(chosen.Folder, file)), File.ReadAllBytes(Path.Combine(refit.Folder, file)));
        Assert.Equal(SpecJson.Write(chosen.Summary.Validation), SpecJson.Write(refit.Summary.Validation));
        Assert.NotEqual(TrainingSamples.Bits(chosen.Model.Weights), TrainingSamples.Bits(refit.Model.Weights));
        var note = $"The model was trained again for {Counted.Of(spec.Training.Epochs, "epoch")}, "
            + "on training and validation part together; "
            + "the validation scores are those of the model before, which had not seen these songs.";
        Assert.Contains(note, refit.Summary.Notes);
        Assert.DoesNotContain(note, chosen.Summary.Notes);
    }


    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rare_genres_get_copies_that_are_learned_from_kept_in_the_cache_and_told_of(bool frames)
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        foreach (var song in Directory.GetFiles(Path.Combine(songs, "low"))[3..])
            File.Delete(song);
        var spec = new ExperimentSpec
        {
            Dataset = songs,
            Augmentation = AugmentationSpec.Balanced,
            Training = TrainingSpec.Default with { Epochs = 2 },
        };
        if (frames)
            spec = (spec with { Features = FeatureSpec.LogMel(32) })
                .WithModel(new([new Conv2d(2), new GlobalPool(PoolKind.Mean)]) { SegmentFrames = 20 });
        var progress = new ProgressList<WorkProgress>();
        var run = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of(progress));

        var plan = Assert.Single(progress.Reports.OfType<AugmentationProgress>()).Plan;
        Assert.Equal(plan.Copies.Length, run.Summary.TrainCopies);
        Assert.True(run.Summary.TrainCopies >= 4, $"{run.Summary.TrainCopies}");
        Assert.Equal(19, run.Summary.TrainTracks + run.Summary.ValidationTracks + run.Summary.TestTracks);
        var lineage = File.ReadAllLines(Path.Combine(run.Folder, "copies.csv"));
        Assert.Equal(1 + plan.Copies.Length, lineage.Length);
        Assert.StartsWith("low/", lineage[1], StringComparison.Ordinal);
        Assert.Contains("timeStretch", lineage[1], StringComparison.Ordinal);
        Assert.Equal(SpecJson.Hash(spec.For(run.Summary.Task)), SpecJson.Hash(run.Spec));

        // The second time nothing is extracted, by another number of threads, and the bytes are the same; other copies are others.
        progress = new ProgressList<WorkProgress>();
        var again = new ExperimentRunner(workspace, new ManagedEngine())
            .Execute(spec, TestWork.Of(progress, threads: 1));
        Assert.StartsWith("0.0 songs/s", progress.Reports.Last(r => r.Task == "Extracting changed copies").Detail,
            StringComparison.Ordinal);
        Assert.Equal(Weights(run), Weights(again));
        Assert.NotEqual(Weights(run), Weights(Execute(spec with { Augmentation = spec.Augmentation! with { Seed = 1 } })));
        Assert.NotEqual(Weights(run), Weights(Execute(spec with { Augmentation = null })));
    }

    [Fact]
    public void A_run_that_names_its_seed_in_every_part_opens_and_is_repeated_to_the_same_bytes()
    {
        var spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 6),
            Seed = 3,
            TrainingShare = 0.8,
            Training = TrainingSpec.Default with { Epochs = 2, Loss = new CrossEntropy() },
        };
        var run = Execute(spec);
        File.WriteAllText(Path.Combine(run.Folder, "experiment.json"), SpecJson.Write(spec.Resolve() with { Seed = 0 }));
        var old = Run.Load(run.Folder);
        Assert.Equal((3, spec, SpecJson.Hash(spec)), (old.Summary.Seed, old.Spec, SpecJson.Hash(old.Spec)));
        Assert.Equal(run.Id, Sweep.Find([spec], workspace.Runs).Single()!.Id);
        var again = Execute(old.Spec.Resolve());
        Assert.Equal(Weights(run), Weights(again));
        Assert.Equal((run.Summary.SplitHash, 3), (again.Summary.SplitHash, again.Summary.Seed));
        Assert.NotEqual(Weights(run), Weights(Execute(spec.WithSeed(4))));
    }

    private Run Judge(Run run) => RunJudge.Judge(workspace, run, work: TestWork.Of());

    private static byte[] Weights(Run run) => File.ReadAllBytes(Path.Combine(run.Folder, "weights.safetensors"));

    private Run Execute(ExperimentSpec spec) =>
        new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of());
}
