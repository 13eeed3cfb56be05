using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly TrainingPart train;
    private readonly ValidationPart validation;
    private readonly ProgressList<WorkProgress> told = new();

    public CheckpointTests() => (train, validation) = ResumableTraining.Data();

    private IEnumerable<string?> Notes => told.Reports.Where(report => report is WorkNotice).Select(report => report.Task);

    private string Checkpoint => folder.File("checkpoint");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)] // in the first epoch
    [InlineData(8)] // between two epochs
    [InlineData(13)]
    [InlineData(37)]
    public void A_training_that_broke_off_goes_on_to_the_same_bytes(int batches)
    {
        var whole = Train(ResumableTraining.Spec, new());
        BreakOff(ResumableTraining.Spec, batches);
        var resumed = Train(ResumableTraining.Spec, Checkpointed());
        Assert.Equal($"Training goes on after epoch {batches / 8}, batch {batches % 8} of the next, where it was stopped.",
            Assert.Single(Notes));
        AssertSame(whole, resumed);
    }

    [Fact]
    public void A_training_that_was_finished_is_not_done_again()
    {
        var whole = Train(ResumableTraining.Spec, Checkpointed());
        told.Reports.Clear();
        var resumed = Train(ResumableTraining.Spec, Checkpointed());
        Assert.Empty(told.Reports.OfType<TrainingProgress>());
        AssertSame(whole, resumed);
    }

    [Fact]
    public void A_damaged_checkpoint_is_told_of_and_replaced()
    {
        var whole = Train(ResumableTraining.Spec, new());
        BreakOff(ResumableTraining.Spec, 20);
        var bytes = File.ReadAllBytes(Checkpoint);
        foreach (var damaged in new byte[][] { [], bytes[..^1], [.. bytes[..500], (byte)(bytes[500] ^ 1), .. bytes[501..]], [.. bytes, 0] })
        {
            File.WriteAllBytes(Checkpoint, damaged);
            told.Reports.Clear();
            AssertSame(whole, Train(ResumableTraining.Spec, Checkpointed()));
            Assert.Equal($"The checkpoint {Checkpoint} is of no use: it is damaged. Training starts from the beginning and replaces it.",
                Assert.Single(Notes));
        }
    }

    [Fact]
    public void A_checkpoint_of_another_spec_or_of_other_data_is_told_of_and_replaced()
    {
        BreakOff(ResumableTraining.Spec, 20);
        var spec = ResumableTraining.Spec with { Optimizer = new Adam(0.006) };
        AssertSame(Train(spec, new()), Train(spec, Checkpointed()));
        Assert.Contains("it belongs to other data, another spec, another engine or another version of the library",
            Assert.Single(Notes), StringComparison.Ordinal);

        var (otherTrain, otherValidation) = ResumableTraining.Data(seed: 2);
        TrainingSamples.Trainer.Train(otherTrain, otherValidation, new(), ResumableTraining.Model, spec, Checkpointed(),
            TestWork.Of(told));
        Assert.Equal(2, Notes.Count());
    }

    [Fact]
    public void Nothing_is_written_before_the_interval_is_over()
    {
        Train(ResumableTraining.Spec, Checkpointed() with { CheckpointInterval = TimeSpan.FromHours(1) });
        Assert.False(File.Exists(Checkpoint));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_an_error_with_a_remedy()
    {
        Directory.CreateDirectory(Checkpoint); // a folder is in the way
        var error = Assert.Throws<WorkbenchException>(() => Train(ResumableTraining.Spec, Checkpointed()));
        Assert.StartsWith($"The checkpoint {Checkpoint} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Make room or choose another place", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deleting_takes_what_a_killed_process_left_with_it()
    {
        var left = $"{Guid.NewGuid():N}.partial"; // as earlier versions named it
        foreach (var name in new[] { "checkpoint", $"checkpoint.{left}", "checkpoint2", $"checkpoint2.{left}" })
        {
            File.WriteAllText(folder.File(name), "");
            File.SetLastWriteTimeUtc(folder.File(name), DateTime.UtcNow.AddDays(-2));
        }
        TrainingOptions.DeleteCheckpoint(Checkpoint);
        Assert.Equal(["checkpoint2", $"checkpoint2.{left}"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        TrainingOptions.DeleteCheckpoint(folder.File(Path.Combine("nowhere", "checkpoint")));
    }

    private void BreakOff(TrainingSpec spec, int batches)
    {
        var trainer = new BreakingTrainer(TrainingSamples.Trainer, batches);
        Assert.Throws<BrokenOffException>(() =>
            trainer.Train(train, validation, new(), ResumableTraining.Model, spec, Checkpointed(), TestWork.Of(told)));
        Assert.Empty(Notes);
    }

    private TrainingOptions Checkpointed() => new() { CheckpointPath = Checkpoint, CheckpointInterval = TimeSpan.Zero };

    private TrainingResult Train(TrainingSpec spec, TrainingOptions options) =>
        TrainingSamples.Trainer.Train(train, validation, new(), ResumableTraining.Model, spec, options, TestWork.Of(told));

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(TrainingSamples.Bits(expected.Weights), TrainingSamples.Bits(actual.Weights));
        Assert.Equal(expected.LearningCurve.ToCsv(), actual.LearningCurve.ToCsv());
        Assert.Equal((expected.LearningCurve.BestEpoch, expected.LearningCurve.Stopped),
            (actual.LearningCurve.BestEpoch, actual.LearningCurve.Stopped));
    }
}
