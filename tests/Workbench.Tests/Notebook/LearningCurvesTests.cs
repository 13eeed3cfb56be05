using Workbench.Charts;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Tests.Notebook;

public class LearningCurvesTests
{
    [Fact]
    public void Each_training_has_a_colour_and_a_dot_at_its_best_epoch()
    {
        var figure = Chart.LearningCurves(("MLP", Epochs(0.6, 0.8, 0.7)), ("none yet", []), ("CNN", Epochs(0.5, 0.9)));
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
        var figure = Chart.LearningCurves([.. Enumerable.Range(1, 50).Select(i => ($"#{i}", Epochs(0.5, 0.6)))]);
        var lines = figure.Panels[0].Traces;
        Assert.Equal(50, lines.Length);
        Assert.All(lines[..38], line => Assert.Equal(("the other 38", Emphasis.Guide), (line.Name, line.Emphasis)));
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"#{i}"), lines[38..].Select(line => line.Name));
        Assert.Equal(12, figure.Panels[2].Traces.OfType<ScatterTrace>().Count());
    }

    [Fact]
    public void Two_trainings_of_one_name_are_refused() =>
        Assert.Equal("Two trainings are called MLP; give each a name of its own, the legend shows it.",
            Assert.Throws<WorkbenchException>(() => Chart.LearningCurves(("MLP", Epochs(0.6)), ("MLP", Epochs(0.6)))).Message);

    private static EpochResult[] Epochs(params double[] aucs) =>
        [.. aucs.Select((auc, i) => new EpochResult(i + 1, 0.7 / (i + 1), 0.8 / (i + 1), auc, 1))];
}
