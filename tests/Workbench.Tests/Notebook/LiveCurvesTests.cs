using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Training;

namespace Workbench.Tests.Notebook;

public class LiveCurvesTests
{
    private readonly LiveCurves curves = new();
    private int changes;

    public LiveCurvesTests() => curves.Changed += () => changes++;

    [Fact]
    public void Trainings_are_seen_over_each_other_with_how_far_each_is()
    {
        Assert.Equal("No training has begun.", curves.ToString());
        Assert.Contains("needs at least one training with an epoch",
            Assert.Throws<WorkbenchException>(() => curves.Figure()).Message, StringComparison.Ordinal);
        Epoch(curves.Follow("MLP"), 1, 0.5);
        var cnn = curves.Follow("CNN");
        cnn.Report(new WorkProgress("Extracting", 1, 4, "2 skipped"));
        Assert.Equal("MLP: Training 1/2, epoch 1/2, loss 0.700, validation AUC 0.500, 10 samples/s\nCNN: Extracting 1/4, 2 skipped",
            curves.ToString());
        Assert.Equal("Learning curves: MLP 1 epochs, best at epoch 1 with validation AUC 0.500", curves.Figure().Summary);
        cnn.End(Ended);
        Assert.EndsWith("\nCNN: 1 epoch, best epoch 1 with validation AUC 0.900; finished", curves.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_epochs_in_a_blink_are_shown_at_the_first_and_at_the_end()
    {
        var curve = curves.Follow("MLP");
        for (var epoch = 1; epoch <= 1000; epoch++)
            Epoch(curve, epoch, epoch / 1000.0);
        Assert.InRange(changes, 1, 500); // four a second, and no machine takes two minutes for this
        var before = changes;
        Assert.Equal("Learning curves: MLP 1000 epochs, best at epoch 1000 with validation AUC 1.000", curves.Figure().Summary);
        curve.End(Ended);
        Assert.Equal(before + 1, changes);
    }

    [Fact]
    public void A_training_begun_again_replaces_its_curve()
    {
        Epoch(curves.Follow("MLP"), 1, 0.5);
        Epoch(curves.Follow("MLP"), 1, 0.75);
        Assert.Equal("Learning curves: MLP 1 epochs, best at epoch 1 with validation AUC 0.750", curves.Figure().Summary);
    }

    [Fact]
    public async Task A_member_of_an_ensemble_is_one_curve_whichever_threads_tell_of_it()
    {
        var ensemble = new LiveMembers(curves, "both", ["MLP", "CNN"]);
        using ManualResetEventSlim isShown = new(), goesOn = new();
        curves.Changed += () => { isShown.Set(); goesOn.Wait(); };
        Task Tell(string member, int place) =>
            Task.Factory.StartNew(() => ensemble.Report(new($"Extracting {MemberProgress.Mark(member, place, 2)}", 1, 8)),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default); // each a thread of its own
        var first = Tell("MLP", 0);
        isShown.Wait(); // nothing else is shown until it goes on
        var others = Enumerable.Range(0, 4).Select(_ => Tell("CNN", 1)).ToArray();
        await Task.Delay(200, TestContext.Current.CancellationToken); // all of them are waiting by then, or there is less to see
        goesOn.Set();
        await Task.WhenAll([first, .. others]);
        ensemble.End([Ended, Ended]); // one result a curve
    }

    private static LearningCurve Ended => new([new(1, TrainLoss: 0.7, ValidationLoss: 0.8, 0.9, Seconds: 1)], 1, StopReason.Finished);

    private static void Epoch(LiveCurve curve, int epoch, double auc) =>
        Epoch(curve, new(epoch, TrainLoss: 0.7, ValidationLoss: 0.8, auc, Seconds: 1));

    private static void Epoch(LiveCurve curve, EpochResult result) =>
        curve.Report(new TrainingProgress("Training", result.Epoch, EpochCount: 2, Batch: 1, BatchCount: 1, result.TrainLoss,
            SamplesPerSecond: 10, result, result));
}
