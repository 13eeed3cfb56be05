using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Training;

public class TrainerTests
{
    private static readonly ModelSpec Small =
        new([new Linear(32), new BatchNorm(), new Relu(), new Dropout(0.2), new Linear(16), new Relu()]);

    [Fact]
    public void A_problem_that_needs_a_hidden_layer_is_learned()
    {
        var (train, validation) = TrainingSamples.MultiLabel();
        var spec = TrainingSpec.Default with { Epochs = 60, Patience = 60, Optimizer = new Adam(5e-3) };
        var model = TrainingSamples.Trainer.Train(train, validation, new(), Small, spec);
        Assert.Equal(["a", "b", "c"], model.Vocabulary.Names);
        Assert.InRange(model.LearningCurve.Best.ValidationRocAucMacro, 0.95, 1);
        var linear = TrainingSamples.Trainer.Train(train, validation, new(), new([]), spec);
        Assert.InRange(linear.LearningCurve.Best.ValidationRocAucMacro, 0.5, 0.9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        var (train, validation) = TrainingSamples.MultiLabel(150, 60);
        var wide = new ModelSpec([new Linear(200), new BatchNorm(), new Relu(), new Dropout(0.5), new Linear(100), new Relu()]);
        Weights Train(int threads, int seed) =>
            TrainingSamples.Trainer.Train(train, validation, new(), wide, TrainingSamples.Quick with { Seed = seed, BatchSize = 64 },
                work: TestWork.Of(threads: threads)).Weights;
        var first = TrainingSamples.Bits(Train(1, 7));
        Assert.Equal(first, TrainingSamples.Bits(Train(1, 7)));
        Assert.Equal(first, TrainingSamples.Bits(Train(2, 7)));
        Assert.Equal(first, TrainingSamples.Bits(Train(4, 7)));
        Assert.NotEqual(first, TrainingSamples.Bits(Train(1, 8)));
    }

    [Fact]
    public void Early_stopping_keeps_the_weights_of_the_best_epoch()
    {
        var (train, validation) = TrainingSamples.MultiLabel(60, 40); // few songs, so that it soon learns them by heart
        var spec = TrainingSamples.Quick with { Epochs = 200, Patience = 4, Optimizer = new Adam(0.02) };
        var model = TrainingSamples.Trainer.Train(train, validation, new(), Small, spec);
        var curve = model.LearningCurve;
        Assert.Equal(StopReason.Patience, curve.Stopped);
        Assert.Equal(curve.BestEpoch + 4, curve.Epochs.Length);
        Assert.Equal(curve.Epochs.Max(e => e.ValidationRocAucMacro), curve.Best.ValidationRocAucMacro);
        Assert.Equal(Enumerable.Range(1, curve.Epochs.Length), curve.Epochs.Select(e => e.Epoch));
        // Training that ends with the best epoch arrives at the same weights.
        var upToBest = TrainingSamples.Trainer.Train(train, validation, new(), Small, spec with { Epochs = curve.BestEpoch });
        Assert.Equal(StopReason.Finished, upToBest.LearningCurve.Stopped);
        Assert.Equal(TrainingSamples.Bits(upToBest.Weights), TrainingSamples.Bits(model.Weights));
        // And what was reported of it is what the model says now.
        Assert.Equal(curve.Best.ValidationRocAucMacro, RocAucOf(model, validation));
    }

    [Fact]
    public void Cancelling_keeps_the_best_model_so_far()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        using var source = new CancellationTokenSource();
        var progress = new ProgressList<WorkProgress>(progress =>
        {
            if (progress is TrainingProgress { Finished.Epoch: 2 })
                source.Cancel();
        });
        var model = TrainingSamples.Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick with { Epochs = 50 },
            work: new() { Progress = progress, Token = source.Token });
        Assert.Equal(StopReason.Cancelled, model.LearningCurve.Stopped);
        Assert.Equal(2, model.LearningCurve.Epochs.Length);
        Assert.Equal(model.LearningCurve.Best.ValidationRocAucMacro, RocAucOf(model, validation));
    }

    [Fact]
    public void Cancelling_before_the_first_epoch_is_done_throws()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        Assert.Throws<OperationCanceledException>(() =>
            TrainingSamples.Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick,
                work: new() { Token = new(canceled: true) }));
    }

    [Fact]
    public void A_loss_that_is_no_number_is_reported_with_its_place_and_the_remedy()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        var model = new ModelSpec([new Linear(8), new Relu(), new Linear(8), new Relu()]);
        var error = Assert.Throws<WorkbenchException>(() =>
            TrainingSamples.Trainer.Train(train, validation, new(), model, TrainingSamples.Quick with { Optimizer = new Adam(1e30) }));
        Assert.Matches(
            @"^The loss became (NaN|Infinity|∞) in epoch 1, batch 2; the first values that are not finite are in layer \d \(Linear\)\. "
            + "Use a lower learning rate", error.Message);
    }

    [Fact]
    public void A_feature_that_is_no_number_is_refused_with_its_song_and_column()
    {
        var (train, validation) = TrainingSamples.Parts([[1, 2], [3, float.NaN], [5, 6], [7, 8]], [["a"], ["b"], ["a"], ["b"]], 2);
        var error =
            Assert.Throws<WorkbenchException>(() => TrainingSamples.Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick));
        Assert.StartsWith("Feature column 1 of song 1 is NaN;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_part_that_cannot_evaluate_is_refused()
    {
        var (train, validation) = TrainingSamples.Parts([[1], [2], [3], [4]], [["a"], ["b"], ["a"], ["a"]], 2);
        var error =
            Assert.Throws<WorkbenchException>(() => TrainingSamples.Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick));
        Assert.Contains("among the 2 of the validation part", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchNorm_and_batches_of_one_do_not_go_together()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        var error = Assert.Throws<WorkbenchException>(() =>
            TrainingSamples.Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick with { BatchSize = 1 }));
        Assert.Contains("batch size is 1", error.Message, StringComparison.Ordinal);
        var without = TrainingSamples.Trainer.Train(train, validation, new(), new([new Linear(4), new Relu()]),
            TrainingSamples.Quick with { BatchSize = 1 });
        Assert.Equal(3, without.LearningCurve.Epochs.Length);
    }

    [Fact]
    public void A_wrong_spec_is_refused_with_everything_that_is_wrong()
    {
        var spec = new TrainingSpec { Epochs = 0, BatchSize = -1, Patience = 0, Optimizer = new Adam(0, 1, -1, 0, -1) };
        var error = Assert.Throws<InvalidSpecException>(spec.Validate);
        Assert.Equal(8, error.Problems.Length);
        Assert.Contains("Adam: learning rate 0 must be above 0; 0.001 is usual.", error.Problems);
        Assert.Contains("Batch size -1 must be >= 1; 32 is usual.", error.Problems);
        Assert.Equal(2,
            Assert.Throws<InvalidSpecException>(() =>
                (spec with { Epochs = 1, BatchSize = 1, Patience = 1, Optimizer = new Adagrad(double.NaN, 0) })
                    .Validate()).Problems.Length);
    }

    [Theory]
    [InlineData("""{"optimizer": {"kind": "sgd", "momentum": 0, "nesterov": false}}""")]
    [InlineData("""{"optimizer": {"kind": "adam", "learningRate": 0.01}}""")]
    [InlineData("""{"optimizer": {"kind": "adamW", "weightDecay": 0.1}}""")]
    [InlineData("""{"optimizer": {"kind": "adagrad", "learningRate": 5E-4, "epsilon": 1E-6}}""")]
    [InlineData("""{"loss": {"kind": "binaryCrossEntropy", "positiveWeighting": "balanced", "labelSmoothing": 0.1}}""")]
    [InlineData("""{"loss": {"kind": "focal", "alpha": null}}""")]
    [InlineData("""{"loss": {"kind": "crossEntropy"}}""")]
    [InlineData("""{"schedule": {"kind": "cosine", "warmupEpochs": 2.5}}""")]
    [InlineData("""{"schedule": {"kind": "step"}}""")]
    [InlineData("""{"schedule": {"kind": "plateau"}}""")]
    [InlineData("""{"schedule": {"kind": "oneCycle"}}""")]
    [InlineData(
        """
        {"scaler": "quantile", "sampling": "balanced", "clipNorm": 1, "averageDecay": 0.999, "mixup": {"alpha": 0.4},
        "specAugment": {}, "filterAugment": {}}
        """)]
    public void Training_specs_survive_the_round_trip(string json)
    {
        var spec = SpecJson.Read<TrainingSpec>(json);
        spec.Validate();
        Assert.DoesNotContain("output", SpecJson.Write(spec), StringComparison.OrdinalIgnoreCase); // follows from the kind of loss
        Assert.Equal(spec, SpecJson.Read<TrainingSpec>(SpecJson.Write(spec)));
        Assert.NotEqual(TrainingSpec.Default, spec);
        Assert.NotEqual(SpecJson.Hash(TrainingSpec.Default), SpecJson.Hash(spec));
    }

    [Fact]
    public void Everything_together_learns_and_is_the_same_on_any_number_of_threads()
    {
        var (train, validation) = TrainingSamples.MultiLabel();
        var spec = TrainingSpec.Default with
        {
            Epochs = 40,
            Patience = 40,
            Loss = new FocalLoss(null),
            Optimizer = new AdamW(0.02),
            Schedule = new OneCycleSchedule(),
            Sampling = Sampling.Balanced,
            ClipNorm = 1,
            AverageDecay = 0.95,
            Mixup = new(),
        };
        TrainingResult Train(int threads) => TrainingSamples.Trainer.Train(train, validation, new(), Small, spec,
            work: TestWork.Of(threads: threads));
        var model = Train(1);
        Assert.InRange(model.LearningCurve.Best.ValidationRocAucMacro, 0.95, 1);
        // The average is what was evaluated and kept.
        Assert.Equal(model.LearningCurve.Best.ValidationRocAucMacro, RocAucOf(model, validation));
        Assert.Equal(TrainingSamples.Bits(model.Weights), TrainingSamples.Bits(Train(4).Weights));
    }

    [Fact]
    public void A_model_of_a_softmax_gives_probabilities_that_add_up_to_1()
    {
        float[][] features = [.. Enumerable.Range(0, 60).Select(i => new float[] { i % 3 == 0 ? 1 : 0, i % 3 == 1 ? 1 : 0, i / 7f })];
        string[][] labels = [.. Enumerable.Range(0, 60).Select(i => new[] { "abc"[i % 3].ToString() })];
        var (train, validation) = TrainingSamples.Parts(features, labels, 45);
        var spec = TrainingSamples.Quick with { Loss = new CrossEntropy(), Epochs = 30, Optimizer = new Adam(0.02) };
        var model = TrainingSamples.Trainer.Train(train, validation, new(), Small, spec);
        Assert.Equal(OutputFunction.Softmax, model.Output);
        var scores = new TrainedModel(model).Predict(validation.Features);
        for (var row = 0; row < scores.RowCount; row++)
        {
            Assert.Equal(1, Enumerable.Range(0, 3).Sum(label => scores[row, label]), 1e-12);
            Assert.InRange(scores[row, (row + 45) % 3], 0.5, 1);
        }
    }

    [Fact]
    public void Augmentations_of_images_are_refused_for_feature_vectors()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        foreach (var (name, spec) in new[] { ("SpecAugment", TrainingSamples.Quick with { SpecAugment = new() }),
            ("FilterAugment", TrainingSamples.Quick with { FilterAugment = new() }) })
        {
            var error = Assert.Throws<WorkbenchException>(() => TrainingSamples.Trainer.Train(train, validation, new(), Small, spec));
            Assert.Equal(
                $"{name} is for log-mel images, but the model's input is 6. Leave it out, or train a model of images on log-mel features.",
                error.Message);
        }
    }

    [Fact]
    public void Progress_within_an_epoch_tells_of_the_mean_loss_so_far()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        var progress = new ProgressList<WorkProgress>();
        TrainingSamples.Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick,
            new() { ProgressInterval = TimeSpan.Zero }, TestWork.Of(progress));
        TrainingProgress[] reports = [.. progress.Reports.OfType<TrainingProgress>()];
        Assert.Equal(3 * (7 + 1), reports.Length);
        Assert.Equal(Enumerable.Range(1, 7), reports.Take(7).Select(r => r.Batch));
        Assert.All(reports.Take(7), r => Assert.True(r is { Epoch: 1, Finished: null, Total: 21 } && r.Done == r.Batch));
        Assert.Equal(reports[7].Finished!.TrainLoss, reports[6].TrainLoss);
        Assert.NotEqual(reports[0].TrainLoss, reports[6].TrainLoss);
    }

    [Fact]
    public void Progress_tells_of_every_epoch_with_the_loss_and_how_much_is_done()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        var progress = new ProgressList<WorkProgress>();
        var model = TrainingSamples.Trainer.Train(train, validation, new(), Small, TrainingSamples.Quick, work: TestWork.Of(progress));
        TrainingProgress[] reports = [.. progress.Reports.OfType<TrainingProgress>()];
        Assert.Equal(model.LearningCurve.Epochs, reports.Select(r => r.Finished).OfType<EpochResult>());
        Assert.All(reports, r => Assert.True(r is { SamplesPerSecond: > 0, BatchCount: 7, Total: 21 }));
        Assert.Equal((3, 7, 21L), (reports[^1].Epoch, reports[^1].Batch, reports[^1].Done));
        Assert.Equal(model.LearningCurve.ToString(), Assert.IsType<TrainingEnd>(progress.Reports[^1]).Outcome);
    }

    private static double? RocAucOf(TrainingResult model, ValidationPart validation) =>
        RocAuc.Macro(model.Vocabulary.Encode(validation.Tracks), new TrainedModel(model).Predict(validation.Features));
}
