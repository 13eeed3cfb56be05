using Workbench.Audio;
using Workbench.Features;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Scripting;
using Workbench.Models;
using Workbench.Notebook;
using Workbench.Tests.Kernel;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Notebook;

/// <summary>
/// The stop button of a notebook, pressed while a cell is inside the library. The cells press it themselves, so that no test depends on the
/// clock.
/// </summary>
[Collection(ProcessWide.Name)]
public sealed class StopButtonTests : IDisposable
{
    private static readonly FeatureSpec Spec = new() { Features = [new Mfcc(), new SpectralCentroid()] };
    private static readonly TrainingSpec Endless = TrainingSpec.Default with { Epochs = int.MaxValue, Patience = int.MaxValue };

    private readonly TempFolder folder = new();
    private readonly CancellationTokenSource button = new();
    private int slowSongs = 2;

    public void Dispose()
    {
        button.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Songs_that_were_finished_are_in_the_cache_however_long_the_others_take_to_end()
    {
        var variants = Variants();
        var told = new ProgressList<WorkProgress>(report => { if (report.Done == 10) button.Cancel(); });
        Assert.Equal(CellOutcome.Interrupted, Cell(() => Extract(variants, Work.Default with { Threads = 2, Progress = told })));
        var finished = told.Reports[^1].Done;
        Assert.InRange(finished, 10, variants.Length - 1);
        Assert.Equal(finished, Extract(variants, TestWork.Of()).CachedCount);
    }

    [Fact]
    public void Songs_that_were_finished_are_in_the_cache_even_if_the_thread_is_interrupted_by_force()
    {
        var variants = Variants();
        Exception? thrown = null;
        Thread? caller = null;
        var told = new ProgressList<WorkProgress>(report => { if (report.Done == 10) caller!.Interrupt(); });
        caller = new(() => thrown = Record.Exception(() => Extract(variants, new() { Threads = 2, Progress = told })));
        caller.Start();
        caller.Join();
        Assert.IsType<ThreadInterruptedException>(thrown);
        Assert.InRange(told.Reports[^1].Done, 10, variants.Length - 1);
        Assert.Equal(told.Reports[^1].Done, Extract(variants, TestWork.Of()).CachedCount);
    }

    [Fact]
    public void An_extraction_that_it_has_ended_is_done_when_it_is_asked_for_again()
    {
        var lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4), folder.File("data"));
        Assert.Equal(CellOutcome.Interrupted, Cell(() =>
        {
            button.Cancel();
            Assert.NotEmpty(lab.Extracted.Tracks);
        }));
        Assert.NotEmpty(lab.Extracted.Tracks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Inference_ends_within_a_batch(bool embeds)
    {
        var model = TrainingSamples.Train(out var features);
        var songs = new ManySongs(features, 300_000, pressAfter: 1000, button.Cancel);
        Assert.Equal(CellOutcome.Interrupted, Cell(() => _ = embeds ? (object)model.Embed(songs) : model.Predict(songs)));
        Assert.InRange(songs.Heard, 1000, 1000 + 256);
    }

    [Fact]
    public void A_training_ends_before_a_large_batch_of_its_validation_and_goes_on_to_the_same_bytes()
    {
        var model = new ModelSpec([new Conv2d(2), new GlobalPool(PoolKind.Mean)]) { SegmentFrames = 20 };
        var lab = Lab.On(TinyCorpus.Make(folder.File("songs")), folder.File("data")).With(FeatureSpec.LogMel(32));
        var spec = TrainingSpec.Default with { Epochs = 4, BatchSize = 64, AverageDecay = 0.9 };
        var options = new TrainingOptions
        {
            CheckpointPath = folder.File("checkpoint"),
            CheckpointInterval = TimeSpan.MaxValue,
            ProgressInterval = TimeSpan.Zero,
            WhenStopped = WhenStopped.Resume,
        };
        TrainingResult Train(TrainingOptions? options, Work work) =>
            TrainingSamples.Trainer.Train(lab.Split.Train, lab.Split.Validation, lab.Spec.Features, model, spec, options, work);

        var whole = Train(null, TestWork.Of());
        var beforeValidation = new ProgressList<WorkProgress>(report =>
        {
            if (report is TrainingProgress { Epoch: 2, Finished: null } training && training.Batch == training.BatchCount)
                button.Cancel();
        });
        Assert.Equal(CellOutcome.Interrupted, Cell(() => Train(options, Work.Default with { Progress = beforeValidation })));
        Assert.Single(beforeValidation.Reports.OfType<TrainingProgress>(), report => report.Finished is not null);

        var told = new ProgressList<WorkProgress>();
        var resumed = Train(options, TestWork.Of(told));
        Assert.StartsWith("Training goes on after epoch 1, batch ", told.Reports[0].Task, StringComparison.Ordinal);
        Assert.Equal(TrainingSamples.Bits(whole.Weights), TrainingSamples.Bits(resumed.Weights));
    }

    [Fact]
    public void A_training_becomes_no_run_unless_that_is_asked_for()
    {
        var lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4), folder.File("data")).With(Endless);
        var live = new LiveCurves();
        live.Changed += () =>
        {
            if (live.ToString().Contains("AUC", StringComparison.Ordinal)) // an epoch is done
                button.Cancel();
        };
        Assert.Equal(CellOutcome.Interrupted, Cell(() => lab.Train(live)));
        Assert.Empty(lab.Runs().Runs);
        Assert.Single(Directory.GetFiles(folder.File("data", "cache", "checkpoints")));
    }

    [Fact]
    public void A_training_whose_best_epoch_is_to_be_kept_becomes_a_run()
    {
        var lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4), folder.File("data")).With(Endless);
        var live = new LiveCurves();
        live.Changed += () =>
        {
            if (live.ToString().Contains("AUC", StringComparison.Ordinal))
                button.Cancel();
        };
        LabRun? run = null;
        Assert.Equal(CellOutcome.Completed, Cell(() => run = lab.Train(live, whenStopped: WhenStopped.KeepBestEpoch)));
        Assert.True(run!.Run.Summary.Stopped);
        Assert.Contains("was stopped by hand after epoch ", Assert.Throws<WorkbenchException>(() => run.Judge()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_looks_at_it_is_neither_broken_nor_abandoned_however_long_it_takes()
    {
        var isBroken = false;
        Assert.Equal(CellOutcome.Interrupted, Cell(() =>
        {
            using var outer = StopButton.Heed();
            using (StopButton.Heed())
                button.Cancel();
            try
            {
                Thread.Sleep(TimeSpan.FromSeconds(2.5)); // longer than others are given
            }
            catch (ThreadInterruptedException)
            {
                isBroken = true;
            }
            StopButton.Token.ThrowIfCancellationRequested();
        }));
        Assert.False(isBroken);
    }

    [Fact]
    public void Code_that_no_longer_looks_at_it_is_woken_by_force()
    {
        Assert.Equal(CellOutcome.Interrupted, Cell(() =>
        {
            using (StopButton.Heed())
                button.Cancel();
            Thread.Sleep(-1);
        }));
    }

    [Fact]
    public void Nothing_begins_once_it_is_pressed()
    {
        Exception? thrown = null;
        Cell(() =>
        {
            button.Cancel();
            thrown = Record.Exception(StopButton.Heed);
        });
        Assert.IsType<OperationCanceledException>(thrown);
    }

    [Fact]
    public void Without_a_cell_there_is_none()
    {
        Assert.False(StopButton.Token.CanBeCanceled);
        Assert.Null(StopButton.Heed());
    }

    private CellOutcome Cell(Action body) =>
        CellThread.Run("cell", new("cell", new RecordingSink(), new InteractiveFormatter(), null!, button.Token), body).Outcome;

    private ExtractionResult Extract(AudioVariant[] variants, Work work) =>
        new FeatureCache(new(folder.File("cache.db"))).ExtractVariants(variants, Spec, "Extracting", work);

    private AudioVariant[] Variants() =>
        [.. Enumerable.Range(0, 40).Select(i => new AudioVariant(
            folder.Write($"{i}.wav", WavFile.Encode(new(22_050, TestAudio.Tone(200 + 50 * i, 22_050, 22_050)))), "as it is", Change))];

    /// <summary>Takes its time, and looks at nothing, for the songs that are under way when the work is stopped.</summary>
    private AudioClip Change(AudioClip clip, CancellationToken token)
    {
        if (token.IsCancellationRequested && Interlocked.Decrement(ref slowSongs) >= 0)
            Thread.Sleep(600);
        return clip;
    }
}
