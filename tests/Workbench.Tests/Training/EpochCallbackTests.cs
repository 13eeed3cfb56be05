using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Training;

public sealed class EpochCallbackTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void It_hears_of_every_epoch_and_of_the_best_so_far_on_one_thread_and_changes_nothing()
    {
        var heard = new List<(EpochResult Epoch, EpochResult Best, int Thread)>();
        var watched = Train(EpochCallback.Of("watch", (epoch, best) =>
        {
            heard.Add((epoch, best, Environment.CurrentManagedThreadId));
            return true;
        }));
        Assert.Equal(watched.LearningCurve.Epochs, heard.Select(one => one.Epoch));
        Assert.Equal(heard.Select((_, i) => EpochResult.BestOf(watched.LearningCurve.Epochs.Take(i + 1))), heard.Select(one => one.Best));
        Assert.Single(heard.Select(one => one.Thread).Distinct());
        Assert.Equal(StopReason.Finished, watched.LearningCurve.Stopped);
        Assert.Equal(TrainingSamples.Bits(Train(null).Weights), TrainingSamples.Bits(watched.Weights));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void It_ends_the_training_with_the_best_epoch_so_far(int threads)
    {
        var ended = Train(EpochCallback.Of("three", (epoch, best) => epoch.Epoch < 3), threads: threads);
        Assert.Equal((3, StopReason.Callback), (ended.LearningCurve.Epochs.Length, ended.LearningCurve.Stopped));
        Assert.EndsWith("; ended by a callback", ended.LearningCurve.ToString(), StringComparison.Ordinal);
        Assert.Equal(TrainingSamples.Bits(Train(null, epochs: 3).Weights), TrainingSamples.Bits(ended.Weights));
    }

    [Fact]
    public void Where_it_fails_the_training_ends_with_its_message_and_one_that_was_mended_goes_on_from_there()
    {
        var options = new TrainingOptions { CheckpointPath = folder.File("checkpoint"), CheckpointInterval = TimeSpan.FromDays(1) };
        var error = Assert.Throws<OwnCodeException>(() => Train(EpochCallback.Of("broken",
            (epoch, best) => epoch.Epoch < 2 ? true : throw new InvalidOperationException("No display.")), options));
        Assert.Equal("The callback broken failed after epoch 2: InvalidOperationException: No display.", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);

        var heard = new List<int>();
        var mended = Train(EpochCallback.Of("mended", (epoch, best) =>
        {
            heard.Add(epoch.Epoch);
            return true;
        }), options);
        Assert.Equal([2, 3, 4, 5, 6], heard);
        Assert.Equal(TrainingSamples.Bits(Train(null).Weights), TrainingSamples.Bits(mended.Weights));
    }

    [Theory]
    [InlineData(8)] // right behind the epoch after which it would have been asked
    [InlineData(10)]
    public void A_training_that_broke_off_is_ended_where_it_would_have_been(int batches)
    {
        var options = new TrainingOptions { CheckpointPath = folder.File("checkpoint"), CheckpointInterval = TimeSpan.Zero };
        var callback = EpochCallback.Of("two", (epoch, best) => epoch.Epoch < 2);
        var (train, validation) = ResumableTraining.Data();
        Assert.Throws<BrokenOffException>(() => new BreakingTrainer(TrainingSamples.Trainer, batches).Train(train, validation, new(),
            ResumableTraining.Model, ResumableTraining.Spec with { OnEpoch = callback }, options, TestWork.Of()));
        var (whole, resumed) = (Train(callback), Train(callback, options));
        Assert.Equal((2, StopReason.Callback), (resumed.LearningCurve.Epochs.Length, resumed.LearningCurve.Stopped));
        Assert.Equal(TrainingSamples.Bits(whole.Weights), TrainingSamples.Bits(resumed.Weights));
        Assert.Equal(2, Train(callback, options).LearningCurve.Epochs.Length); // which had ended already
    }

    [Fact]
    public void A_run_that_it_ended_is_finished_and_tells_by_what()
    {
        var workspace = new Workspace(new(folder.File("data")));
        var spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Refit = true,
            Training = TrainingSpec.Default with
            {
                Epochs = 9,
                Patience = 9,
                OnEpoch = EpochCallback.Of("two", (epoch, best) => epoch.Epoch < 2),
            },
        };
        var run = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of());
        Assert.Equal((false, 2), (run.Summary.Stopped, run.Summary.Epochs));
        Assert.Contains("Training was ended by the callback two after epoch 2; the best epoch so far was kept.", run.Summary.Notes);
        Assert.Contains(run.Summary.Notes, note => note.StartsWith("The model was trained again", StringComparison.Ordinal));
        Assert.Equal(StopReason.Callback, run.LearningCurve.Stopped);
        Assert.Equal(spec.Training.OnEpoch, run.Spec.Training.OnEpoch);
        Assert.False(Directory.Exists(workspace.Data.CheckpointsPath));
        Assert.Equal(run.Id, Assert.Single(Sweep.Find([spec], workspace.Runs))!.Id);
        Assert.Null(Assert.Single(Sweep.Find([spec with { Training = spec.Training with { OnEpoch = null } }], workspace.Runs)));
        Assert.Equal(1, RunJudge.Judge(workspace, run, work: TestWork.Of()).Summary.TestOpenings);
    }

    [Fact]
    public void A_run_whose_callback_failed_goes_on_with_the_one_that_was_mended()
    {
        var workspace = new Workspace(new(folder.File("data")));
        var spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Refit = false,
            Training = TrainingSpec.Default with { Epochs = 4, Patience = 4 },
        };
        Run Execute(EpochCallback? callback) => new ExperimentRunner(workspace, new ManagedEngine())
            .Execute(spec with { Training = spec.Training with { OnEpoch = callback } }, TestWork.Of());
        Assert.Equal("The callback shows failed after epoch 3: InvalidOperationException: No display.",
            Assert.Throws<OwnCodeException>(() => Execute(EpochCallback.Of("shows",
                (epoch, best) => epoch.Epoch < 3 ? true : throw new InvalidOperationException("No display.")))).Message);
        var heard = new List<int>();
        var mended = Execute(EpochCallback.Of("shows", (epoch, best) =>
        {
            heard.Add(epoch.Epoch);
            return true;
        }));
        Assert.Equal([3, 4], heard);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Execute(null).Folder, "weights.safetensors")),
            File.ReadAllBytes(Path.Combine(mended.Folder, "weights.safetensors")));
    }

    [Fact]
    public void Networks_of_segments_are_told_of_likewise()
    {
        var spec = new ExperimentSpec { Dataset = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4) }
            .WithModel(new([new Conv2d(2), new GlobalPool(PoolKind.Mean)]) { SegmentFrames = 20 });
        spec = spec with { Training = spec.Training with { OnEpoch = EpochCallback.Of("one", (epoch, best) => false) } };
        var run = new ExperimentRunner(new(new(folder.File("data"))), new ManagedEngine()).Execute(spec, TestWork.Of());
        Assert.Equal((1, StopReason.Callback), (run.Summary.Epochs, run.LearningCurve.Stopped));
    }

    private static TrainingResult Train(EpochCallback? callback, TrainingOptions? options = null, int epochs = 6, int threads = 2)
    {
        var (train, validation) = ResumableTraining.Data();
        return TrainingSamples.Trainer.Train(train, validation, new(), ResumableTraining.Model,
            ResumableTraining.Spec with { OnEpoch = callback, Epochs = epochs }, options, TestWork.Of(threads: threads));
    }
}
