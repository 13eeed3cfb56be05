using Workbench.Charts;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Training;

namespace Workbench.Tests.Notebook;

public class LearningCurvesTests
{
    [Fact]
    public void Each_training_has_a_colour_and_a_dot_at_its_best_epoch()
    {
        var figure = Chart.LearningCurves(("MLP", Epochs(0.6, 0.8, 0.7), 2), ("none yet", [], 0), ("CNN", Epochs(0.5, 0.9), 2));
        Assert.Equal(["Training loss", "Validation loss", "Macro AUC"], figure.Panels.Select(panel => panel.Y.Title));
        Assert.Equal(["MLP", "CNN", "MLP", "CNN"], figure.Panels[2].Traces.Select(trace => trace.Name));
        var dots = figure.Panels[2].Traces.OfType<ScatterTrace>().ToList();
        Assert.Equal([(2, 0.8), (2, 0.9)], dots.Select(dot => (dot.X[0], dot.Y[0])));
        Assert.Equal([0.6, 0.8, 0.7], ((LineTrace)figure.Panels[2].Traces[0]).Y);
        Assert.Equal(
            "Learning curves: MLP 3 epochs, best at epoch 2 with validation AUC 0.800; CNN 2 epochs, "
            + "best at epoch 2 with validation AUC 0.900", figure.Summary);
    }

    [Fact]
    public void Of_many_trainings_the_first_twelve_stand_out_before_the_rest()
    {
        var figure = Chart.LearningCurves([.. Enumerable.Range(1, 50).Select(i => ($"#{i}", Epochs(0.5, 0.6), 2))]);
        var lines = figure.Panels[0].Traces;
        Assert.Equal(50, lines.Length);
        Assert.All(lines[..38], line => Assert.Equal(("the other 38", Emphasis.Guide), (line.Name, line.Emphasis)));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"#{i}"), lines[38..].Select(line => line.Name));
        Assert.Equal(12, figure.Panels[2].Traces.OfType<ScatterTrace>().Count());
    }

    [Fact]
    public void Two_trainings_of_one_name_are_refused() =>
        Assert.Equal("Two trainings are called MLP; give each a name of its own, the legend shows it.",
            Assert.Throws<WorkbenchException>(() => Chart.LearningCurves(("MLP", Epochs(0.6), 1), ("MLP", Epochs(0.6), 1))).Message);

    [Fact]
    public void While_it_lasts_and_afterwards_the_best_epoch_is_the_one_whose_weights_are_kept()
    {
        // Among the epochs of the highest AUC the one of the lowest loss, and of those that are equal in both the first.
        EpochResult[] epochs =
            [new(1, 1, 0.5, 0.8, 1), new(2, 1, 0.6, 1, 1), new(3, 1, 0.4, 1, 1), new(4, 1, 0.4, 1, 1), new(5, 1, 0.3, 0.9, 1)];
        var (history, live) = (new TrainingHistory(new([])), new LiveCurves());
        var curve = live.Follow("training");
        foreach (var epoch in epochs)
        {
            history.Add(epoch, () => new([]));
            curve.Report(new TrainingProgress("Training", epoch.Epoch, 5, 1, 1, 1, 1, epoch, epoch));
        }
        Assert.Equal(3, history.ToCurve(StopReason.Finished).BestEpoch);
        Assert.Equal(3, Dot());
        // What was recorded counts, whatever the rule of today.
        curve.End(new([.. epochs], BestEpoch: 2, StopReason.Finished));
        Assert.Equal(2, Dot());

        double Dot() => live.Figure().Panels[2].Traces.OfType<ScatterTrace>().Single().X[0];
    }

    private static EpochResult[] Epochs(params double[] aucs) =>
        [.. aucs.Select((auc, i) => new EpochResult(i + 1, 0.7 / (i + 1), 0.8 / (i + 1), auc, 1))];
}
