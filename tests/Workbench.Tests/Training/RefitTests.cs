using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Optimizers;
using Workbench.Training.Scaling;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Training;

public class RefitTests
{
    private static readonly Trainer Trainer = TrainingSamples.Trainer;
    private static readonly ModelSpec Small = new([new Linear(32), new BatchNorm(), new Relu(), new Dropout(0.2)]);

    [Fact]
    public void It_is_a_training_on_the_songs_of_both_parts_for_the_best_number_of_epochs()
    {
        var (train, validation) = TrainingSamples.MultiLabel(60, 40); // few songs, so that the best epoch is not the last
        var spec = TrainingSamples.Quick with { Epochs = 40, Optimizer = new Adam(0.02) };
        var chosen = Trainer.Train(train, validation, new(), Small, spec);
        var best = chosen.LearningCurve.BestEpoch;
        Assert.InRange(best, 2, chosen.LearningCurve.Epochs.Length - 1);
        var refit = Trainer.Refit(chosen, train, validation, spec);
        Assert.Same(chosen.LearningCurve, refit.LearningCurve);
        var all = All(train, validation);
        Assert.Equal(StandardScaler.Fit(all).Mean, Assert.IsType<StandardScaler>(refit.Scaler).Mean);
        Assert.NotEqual(StandardScaler.Fit(all).Mean, Assert.IsType<StandardScaler>(chosen.Scaler).Mean);

        // The same, a batch at a time.
        var last = Learn(all, spec, best);
        Assert.Equal(TrainingSamples.Bits(last), TrainingSamples.Bits(refit.Weights));
    }

    [Fact]
    public void A_plateau_is_taken_from_the_choice()
    {
        var (train, validation) = TrainingSamples.MultiLabel(60, 40);
        var spec = TrainingSamples.Quick with { Epochs = 30, Optimizer = new Adam(0.05), Schedule = new PlateauSchedule(Patience: 0) };
        var chosen = Trainer.Train(train, validation, new(), Small, spec);
        var refit = TrainingSamples.Bits(Trainer.Refit(chosen, train, validation, spec).Weights);
        Assert.Equal(refit,
            TrainingSamples.Bits(Learn(All(train, validation), spec, chosen.LearningCurve.BestEpoch, chosen.LearningCurve)));
        Assert.NotEqual(refit,
            TrainingSamples.Bits(Learn(All(train, validation), spec with { Schedule = new ConstantSchedule() },
                chosen.LearningCurve.BestEpoch)));
    }

    [Fact]
    public void A_schedule_that_settles_in_the_last_epoch_is_run_to_its_end()
    {
        var (train, validation) = TrainingSamples.MultiLabel(60, 40);
        var spec = TrainingSamples.Quick with { Epochs = 40, Patience = 3, Optimizer = new Adam(0.02), Schedule = new CosineSchedule() };
        var chosen = Trainer.Train(train, validation, new(), Small, spec);
        Assert.Equal(StopReason.Patience, chosen.LearningCurve.Stopped);
        var refit = Trainer.Refit(chosen, train, validation, spec);
        Assert.Equal(TrainingSamples.Bits(Learn(All(train, validation), spec, 40)), TrainingSamples.Bits(refit.Weights));
    }

    [Fact]
    public void Cancelled_it_leaves_the_chosen_model_as_it_is()
    {
        var (train, validation) = TrainingSamples.MultiLabel(60, 40);
        var chosen = Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick);
        Assert.Same(chosen, Trainer.Refit(chosen, train, validation, TrainingSamples.Quick, work: new() { Token = new(canceled: true) }));
        using var source = new CancellationTokenSource();
        var progress = new ProgressList<WorkProgress>(_ => source.Cancel());
        var slow = TrainingSamples.Quick with { Epochs = 60, Patience = 60 };
        var best = Trainer.Train(train, validation, new(), Small, slow);
        Assert.InRange(best.LearningCurve.BestEpoch, 2, 60); // the first report comes after an epoch
        Assert.Same(best,
            Trainer.Refit(best, train, validation, slow, new() { ProgressInterval = TimeSpan.FromDays(1) },
                new() { Progress = progress, Token = source.Token }));
    }

    [Fact]
    public void Broken_off_it_goes_on_to_the_same_bytes()
    {
        using var folder = new TempFolder();
        var (train, validation) = TrainingSamples.MultiLabel(60, 40);
        var spec = TrainingSamples.Quick with { Epochs = 20, Patience = 20 };
        var chosen = Trainer.Train(train, validation, new(), Small, spec);
        Assert.InRange(chosen.LearningCurve.BestEpoch, 3, 20);
        var options = new TrainingOptions { CheckpointPath = folder.File("checkpoint") };
        Assert.Throws<BrokenOffException>(() => new BreakingTrainer(Trainer, 13).Refit(chosen, train, validation, spec, options));
        var told = new ProgressList<WorkProgress>();
        var resumed = Trainer.Refit(chosen, train, validation, spec, options, TestWork.Of(told));
        Assert.StartsWith("Training on all goes on after epoch 1, batch 6 of the next",
            Assert.Single(told.Reports, r => r is WorkNotice).Task, StringComparison.Ordinal);
        Assert.Equal(TrainingSamples.Bits(Trainer.Refit(chosen, train, validation, spec).Weights), TrainingSamples.Bits(resumed.Weights));
    }

    [Fact]
    public void Parts_of_two_datasets_are_refused()
    {
        var (train, validation) = TrainingSamples.MultiLabel(60, 40);
        var chosen = Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick);
        Assert.Throws<ArgumentException>("validation",
            () => Trainer.Refit(chosen, train, TrainingSamples.MultiLabel(60, 40).Validation, TrainingSamples.Quick));
    }

    /// <summary>The songs of both parts, in a dataset of their own.</summary>
    private static TrainingPart All(TrainingPart train, ValidationPart validation)
    {
        var matrix = new FeatureMatrix(train.Features.ColumnNames, [.. train.Features.Values, .. validation.Features.Values]);
        var source = new ExtractedDataset(new("all", "", [.. train.Tracks, .. validation.Tracks], []), new(), matrix);
        return new(source, [.. Enumerable.Range(0, source.Tracks.Length)]);
    }

    private static Weights Learn(TrainingPart part, TrainingSpec spec, int epochs, LearningCurve? told = null)
    {
        var vocabulary = LabelVocabulary.Fit(part);
        var plan = Small.Bind(Shape.Vector(part.Features.ColumnCount), vocabulary.Count);
        var examples = new Examples(part, Scaler.Fit(part), vocabulary, segmentFrames: 1);
        var batches = new Batches(examples.Count, spec.BatchSize, mergesSingle: true);
        using var network = new ManagedEngine().StartTraining(
            new(plan, Weights.Initialize(plan, new(spec.SeedOrZero)), batches.Capacity, Threads: 1), spec);
        var learner = new Learner(network, plan, spec, examples, batches, spec.For(default).Loss!.Start(examples.Labels));
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            learner.Shuffle(epoch);
            for (var batch = 0; batch < learner.BatchCount; batch++)
                learner.Learn(epoch, batch);
            learner.EndEpoch(told?.Epochs[epoch].ValidationLoss ?? 0);
        }
        return network.ToWeights();
    }
}
