using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Training;

public class ManagedTrainerTests
{
    private static readonly ModelSpec Small = new([new Linear(32), new BatchNorm(), new Relu(), new Dropout(0.2), new Linear(16), new Relu()]);

    [Fact]
    public void A_problem_that_needs_a_hidden_layer_is_learnt()
    {
        var (train, validation) = TrainingSamples.MultiLabel();
        var spec = TrainingSpec.Default with { Epochs = 60, Patience = 60, Optimizer = new Adam(5e-3) };
        var model = new ManagedTrainer().Train(train, validation, new(), Small, spec);
        Assert.Equal(["a", "b", "c"], model.Vocabulary.Names);
        Assert.InRange(model.LearningCurve.Best.ValidationRocAucMacro, 0.95, 1);
        var linear = new ManagedTrainer().Train(train, validation, new(), new([]), spec);
        Assert.InRange(linear.LearningCurve.Best.ValidationRocAucMacro, 0.5, 0.9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        var (train, validation) = TrainingSamples.MultiLabel(150, 60);
        var wide = new ModelSpec([new Linear(200), new BatchNorm(), new Relu(), new Dropout(0.5), new Linear(100), new Relu()]);
        Weights Train(int threads, int seed) => new ManagedTrainer().Train(train, validation, new(), wide, TrainingSamples.Quick with { Seed = seed, BatchSize = 64 }, threads).Weights;
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
        var model = new ManagedTrainer().Train(train, validation, new(), Small, spec);
        var curve = model.LearningCurve;
        Assert.Equal(StopReason.Patience, curve.Stopped);
        Assert.Equal(curve.BestEpoch + 4, curve.Epochs.Length);
        Assert.Equal(curve.Epochs.Max(e => e.ValidationRocAucMacro), curve.Best.ValidationRocAucMacro);
        Assert.Equal(Enumerable.Range(1, curve.Epochs.Length), curve.Epochs.Select(e => e.Epoch));
        // Training that ends with the best epoch arrives at the same weights.
        var upToBest = new ManagedTrainer().Train(train, validation, new(), Small, spec with { Epochs = curve.BestEpoch });
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
        var progress = new ProgressList<EpochResult>(result =>
        {
            if (result.Epoch == 2)
                source.Cancel();
        });
        var model = new ManagedTrainer().Train(train, validation, new(), Small, TrainingSamples.Quick with { Epochs = 50 }, progress: progress, token: source.Token);
        Assert.Equal(StopReason.Cancelled, model.LearningCurve.Stopped);
        Assert.Equal(2, model.LearningCurve.Epochs.Length);
        Assert.Equal(model.LearningCurve.Best.ValidationRocAucMacro, RocAucOf(model, validation));
    }

    [Fact]
    public void Cancelling_before_the_first_epoch_is_done_throws()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        Assert.Throws<OperationCanceledException>(() => new ManagedTrainer().Train(train, validation, new(), Small, TrainingSamples.Quick, token: new(canceled: true)));
    }

    [Fact]
    public void A_loss_that_is_no_number_is_reported_with_its_place_and_the_remedy()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        var model = new ModelSpec([new Linear(8), new Relu(), new Linear(8), new Relu()]);
        var error = Assert.Throws<WorkbenchException>(() => new ManagedTrainer().Train(train, validation, new(), model, TrainingSamples.Quick with { Optimizer = new Adam(1e30) }));
        Assert.Matches(@"^The loss became (NaN|Infinity|∞) in epoch 1, batch 2; the first values that are not finite are in layer \d \(Linear\)\. Use a lower learning rate", error.Message);
    }

    [Fact]
    public void Layers_of_images_are_refused_before_training()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        var error = Assert.Throws<WorkbenchException>(() => new ManagedTrainer().Train(train, validation, new(), new([new Residual([new Relu()])]), TrainingSamples.Quick));
        Assert.Contains("Layer 0 (Residual) needs the CNN trainer", error.Message, StringComparison.Ordinal);
        Assert.Contains("Use a model of these layers, for instance ModelSpec.Mlp", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_that_is_no_number_is_refused_with_its_song_and_column()
    {
        var (train, validation) = TrainingSamples.Parts([[1, 2], [3, float.NaN], [5, 6], [7, 8]], [["a"], ["b"], ["a"], ["b"]], 2);
        var error = Assert.Throws<WorkbenchException>(() => new ManagedTrainer().Train(train, validation, new(), Small, TrainingSamples.Quick));
        Assert.StartsWith("Feature column 1 of song 1 is NaN;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_part_that_cannot_judge_is_refused()
    {
        var (train, validation) = TrainingSamples.Parts([[1], [2], [3], [4]], [["a"], ["b"], ["a"], ["a"]], 2);
        var error = Assert.Throws<WorkbenchException>(() => new ManagedTrainer().Train(train, validation, new(), Small, TrainingSamples.Quick));
        Assert.Contains("among the 2 of the validation part", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BatchNorm_and_batches_of_one_do_not_go_together()
    {
        var (train, validation) = TrainingSamples.MultiLabel(100, 40);
        var error = Assert.Throws<WorkbenchException>(() => new ManagedTrainer().Train(train, validation, new(), Small, TrainingSamples.Quick with { BatchSize = 1 }));
        Assert.Contains("batch size is 1", error.Message, StringComparison.Ordinal);
        var without = new ManagedTrainer().Train(train, validation, new(), new([new Linear(4), new Relu()]), TrainingSamples.Quick with { BatchSize = 1 });
        Assert.Equal(3, without.LearningCurve.Epochs.Length);
    }

    [Fact]
    public void Balanced_weights_are_negatives_over_positives()
    {
        var labels = new LabelMatrix(4, 3);
        labels[0, 0] = true;
        for (var row = 0; row < 4; row++)
            (labels[row, 1], labels[row, 2]) = (row < 2, true);
        Assert.Equal([3, 1, 1], ManagedTrainer.PositiveWeights(labels, PositiveWeighting.Balanced)); // 1 where there are no negatives
        Assert.Equal([1, 1, 1], ManagedTrainer.PositiveWeights(labels, PositiveWeighting.None));
    }

    [Fact]
    public void A_wrong_spec_is_refused_with_everything_that_is_wrong()
    {
        var spec = new TrainingSpec { Epochs = 0, BatchSize = -1, Patience = 0, Optimizer = new Adam(0, 1, -1, 0, -1) };
        var error = Assert.Throws<InvalidSpecException>(spec.Validate);
        Assert.Equal(8, error.Problems.Length);
        Assert.Contains("Adam: learning rate 0 must be above 0; 0.001 is usual.", error.Problems);
        Assert.Contains("Batch size -1 must be >= 1; 32 is usual.", error.Problems);
        Assert.Equal(2, Assert.Throws<InvalidSpecException>(() => (spec with { Epochs = 1, BatchSize = 1, Patience = 1, Optimizer = new Adagrad(double.NaN, 0) }).Validate()).Problems.Length);
    }

    [Theory]
    [InlineData("""{"kind": "adam", "learningRate": 0.01}""")]
    [InlineData("""{"kind": "adagrad", "learningRate": 5E-4, "epsilon": 1E-6}""")]
    public void Training_specs_survive_the_round_trip(string optimizer)
    {
        var spec = SpecJson.Read<TrainingSpec>($$"""{"optimizer": {{optimizer}}, "positiveWeighting": "balanced"}""");
        Assert.Equal(spec, SpecJson.Read<TrainingSpec>(SpecJson.Write(spec)));
        Assert.Equal(PositiveWeighting.Balanced, spec.PositiveWeighting);
        Assert.NotEqual(TrainingSpec.Default.Optimizer, spec.Optimizer);
    }

    private static double? RocAucOf(TrainedModel model, ValidationPart validation) =>
        RocAuc.Macro(model.Vocabulary.Encode(validation.Tracks), model.Predict(validation.Features));
}
